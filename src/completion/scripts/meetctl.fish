# Completion of meetctl for fish, by the program itself: `meetctl completions fish`.
function __meetctl_complete
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    set -l word (commandline --current-token --cut-at-cursor)
    MEETCTL_COMPLETE=fish command meetctl -- $words "$word" 2>/dev/null </dev/null
end
complete --command meetctl --no-files --keep-order --arguments '(__meetctl_complete)'
