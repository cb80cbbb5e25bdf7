# Completion of meetctl for bash, by the program itself: `meetctl completions bash`.
_meetctl() {
    local line=$COMP_LINE reply
    if ((COMP_POINT < ${#COMP_LINE})); then
        # What is to the right of the cursor is not a part of the word. The position counts bytes.
        local LC_ALL=C
        line=${COMP_LINE:0:COMP_POINT}
        unset LC_ALL
    fi
    COMPREPLY=()
    while IFS= read -r reply; do
        COMPREPLY+=("$reply")
    done < <(MEETCTL_COMPLETE=bash command meetctl -- "$line" "$2" 2>/dev/null </dev/null)
    # A directory or the region of a time zone is continued.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[/=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -F _meetctl meetctl 2>/dev/null || complete -F _meetctl meetctl
