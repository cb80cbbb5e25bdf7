# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_meetctl_global_optspecs
    string join \n database-url= password-file= config= profile= format= json fields= no-header envelope csv-safe tz= color= no-pager q/quiet v/verbose slow-query= no-progress timeout= actor= read-only no-input y/yes h/help V/version
end

function __fish_meetctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_meetctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_meetctl_using_subcommand
    set -l cmd (__fish_meetctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c meetctl -n "__fish_meetctl_needs_command" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_needs_command" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_needs_command" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_needs_command" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_needs_command" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_needs_command" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_needs_command" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_needs_command" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_needs_command" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_needs_command" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_needs_command" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_needs_command" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_needs_command" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_needs_command" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_needs_command" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_needs_command" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_needs_command" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_needs_command" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_needs_command" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_needs_command" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_needs_command" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_needs_command" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_needs_command" -s V -l version -d 'Print version'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "user" -d 'Create, list, show, change and delete users; import and export them'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "meeting" -d 'Book, list, change, cancel and delete meetings; find double bookings and free times; import and export calendars'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "agenda" -d 'Show what is on: the meetings of today, or of other days'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "week" -d 'Show a week as a grid: a column per day, meetings as blocks'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "stats" -d 'Count meetings: an overview, per user, per month, most active, by hour'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "report" -d 'Write a report of the meetings as one HTML file'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "migrate" -d 'Apply or roll back migrations, show their state, repair them, adopt a Flask database'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "backfill-status" -d 'Update the status of meetings to match the current time'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "history" -d 'Show who changed what, when'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "undo" -d 'Undo what one run of a command changed'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "backup" -d 'Back up a database to a file, also while others write'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "restore" -d 'Make a database of a backup, on any engine'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "transfer" -d 'Copy the database to another one, on any engine'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "status" -d 'Show the state of the database on one screen'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "shell" -d 'Open the database in `sqlite3`, `psql`, `mariadb` or `mysql`'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "doctor" -d 'Find integrity problems, and fix what is safe to fix'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "config" -d 'Show the effective settings'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "completions" -d 'Print shell completions'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "man" -d 'Write the manual pages into a directory'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "schema" -d 'Print all commands and their options as JSON'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "demo" -d 'Take a tour of the main commands on a temporary database'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "help" -d 'Show the help of a command, or a topic'
complete -c meetctl -n "__fish_meetctl_needs_command" -f -a "version" -d 'Print the version, as --version'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -f -a "create" -d 'Create a user'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -f -a "list" -d 'List users'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -f -a "show" -d 'Show one user'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -f -a "update" -d 'Change the name or the e-mail address of a user'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -f -a "delete" -d 'Delete a user'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -f -a "offboard" -d 'Hand over or cancel the future meetings of a user who leaves'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -f -a "merge" -d 'Merge two users who are one person'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -f -a "anonymize" -d 'Replace the name and the e-mail address of a user permanently'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -f -a "data" -d 'Write all that is stored of a user as one JSON document'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -f -a "export" -d 'Write users to a file or to standard output, for `user import`'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and not __fish_seen_subcommand_from create list show update delete offboard merge anonymize data export import" -f -a "import" -d 'Import users from a CSV or JSON Lines file'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l name -d 'Name, at most 100 characters' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l email -d 'E-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l dry-run -d 'Check everything, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l search -d 'Only users whose name or address contains this, ignoring case' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l limit -d 'Show at most this many' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l name -d 'New name' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l email -d 'New e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l dry-run -d 'Check everything, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l reassign-to -d 'Who gets the meetings: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l allow-overlap -d 'Reassign even if it double-books the other user'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l dry-run -d 'Check everything, delete nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l to -d 'Who gets the meetings: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l from -d 'Only meetings that start at this time or later [default: now]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l limit -d 'Show at most this many' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l cancel -d 'Cancel the meetings'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l allow-overlap -d 'Hand over even if it double-books the other user'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l dry-run -d 'List what would happen, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from offboard" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l dry-run -d 'Check everything, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from merge" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l dry-run -d 'Check everything, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from anonymize" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l output -d 'File to write; it appears only when it is complete; - is standard output' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l force -d 'Replace the file if it exists'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from data" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l search -d 'Only users whose name or address contains this text, ignoring case' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l output -d 'File to write; it appears only when it is complete; - is standard output' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l delimiter -d 'Delimiter of CSV cells: one character, or tab [default: a comma]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l force -d 'Replace the file if it exists'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l input-format -d 'Format [default: by its extension]' -r -f -a "csv\t'Comma-separated values with a header'
jsonl\t'One JSON object per line'
ics\t'iCalendar (RFC 5545)'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l batch-size -d 'Records per transaction [default: by the time they take]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l delimiter -d 'Delimiter of CSV cells [default: comma]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l map -d 'CSV columns of the fields; repeatable' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l on-error -d 'What to do with a record that cannot be imported' -r -f -a "abort\t'Refuse the entire file'
skip\t'Skip the record'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l rejects -d 'File for the records that --on-error skip skips' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l force -d 'Replace the rejects file if it exists'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l dry-run -d 'Read and check everything, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand user; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "create" -d 'Book a meeting'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "show" -d 'Show meetings with their creators and participants'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "list" -d 'List meetings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "overlaps" -d 'List the meetings that overlap a window of time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "conflicts" -d 'List double bookings: two busy meetings of one user that overlap'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "free" -d 'Find the times when all of the given users are free'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "update" -d 'Change meetings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "shift" -d 'Move meetings by a duration'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "edit" -d 'Change meetings in an editor'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "cancel" -d 'Cancel meetings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "delete" -d 'Delete meetings and their participations'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "export" -d 'Write meetings to a file or to standard output, for `meeting import`'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "import" -d 'Import meetings from a CSV, JSON Lines or iCalendar file'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and not __fish_seen_subcommand_from create show list overlaps conflicts free update shift edit cancel delete export import purge" -f -a "purge" -d 'Delete meetings that ended long ago, with an archive of them'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l title -d 'Title, at most 100 characters' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l start -d 'When it starts' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l end -d 'When it ends (exclusive)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l duration -d 'Length, instead of --end' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l creator -d 'Who creates it: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l participant -d 'Who takes part: id or e-mail address; repeatable' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l description -d 'Description, of any length' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l repeat -d 'Book a series: daily, weekly, monthly, yearly, or an iCalendar rule such as "FREQ=WEEKLY;BYDAY=MO,WE"; with --count or --until' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l count -d 'How many meetings the series has' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l until -d 'When the last meeting of the series starts at the latest; a day alone includes that day' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l skip-conflicts -d 'Leave out the meetings of the series that would double-book someone'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l allow-overlap -d 'Book even if it double-books someone'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l dry-run -d 'Check everything, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l user -d 'Only meetings that this user attends: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l role -d 'How the user attends' -r -f -a "creator\t'As its creator'
participant\t'As a participant'
any\t'Either way'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l from -d 'Only meetings that start at or after this time' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l to -d 'Only meetings that end at or before this time; a day alone includes that day' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l on -d 'Same as --from and --to of one day (or week or month)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l status -d 'Only meetings with this status; repeatable' -r -f -a "scheduled\t'Not started'
in_progress\t'Started and not ended'
completed\t'Ended'
cancelled\t'Does not take place'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l search -d 'Only meetings whose title or description contains this, ignoring case' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l sort -d 'Order: start, -start (latest first), id or -id' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l limit -d 'Show at most this many' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l page -d 'Page to show, from 1' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l per-page -d 'Meetings per page [default: 20]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l after -d 'Resume after this cursor, as printed by the previous page' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l all -d 'Show all meetings, also on a terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l user -d 'Only meetings that this user attends: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l from -d 'Start of the window' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l to -d 'End of the window (exclusive); a day alone includes that day' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l on -d 'Same as --from and --to of one day (or week or month)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l exclude -d 'Leave out this meeting; repeatable' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l limit -d 'Show at most this many' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l include-cancelled -d 'Show cancelled meetings too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from overlaps" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l user -d 'Only double bookings of this user: id or e-mail address; repeatable' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l from -d 'Only overlaps that end after this time' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l to -d 'Only overlaps that start before this time; a day alone includes that day' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l on -d 'Same as --from and --to of one day (or week or month)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l limit -d 'Show at most this many' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l check -d 'Exit with code 3 if any are found; with --quiet, print nothing and stop at the first'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l draw -d 'Draw each pair of meetings as two bars on one time line'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from conflicts" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l user -d 'Who must be free: id or e-mail address; repeatable' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l from -d 'Start of the window' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l to -d 'End of the window (exclusive); a day alone includes that day' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l on -d 'Same as --from and --to of one day (or week or month)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l duration -d 'Minimum length of a slot' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l hours -d 'Hours of the day to use, such as 09:00-17:00; 22:00-06:00 ends on the next day' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l weekdays -d 'Days of the week to use, such as mon-fri or tue,thu' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l buffer -d 'Time to keep free before and after other meetings' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l limit -d 'Show at most this many' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l first -d 'Only the first slot'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from free" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l title -d 'New title' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l start -d 'New start, of one meeting' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l end -d 'New end (exclusive), of one meeting' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l duration -d 'New length, instead of --end' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l description -d 'New description' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l status -d 'New status' -r -f -a "scheduled\t'Not started'
in_progress\t'Started and not ended'
completed\t'Ended'
cancelled\t'Does not take place'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l creator -d 'New creator: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l add-participant -d 'Participant to add: id or e-mail address; repeatable' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l remove-participant -d 'Participant to remove: id or e-mail address; repeatable' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l allow-overlap -d 'Change even if it double-books someone'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l dry-run -d 'Check everything, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l user -d 'Only meetings that this user attends: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l role -d 'How the user attends' -r -f -a "creator\t'As its creator'
participant\t'As a participant'
any\t'Either way'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l from -d 'Only meetings that start at or after this time' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l to -d 'Only meetings that end at or before this time; a day alone includes that day' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l on -d 'Same as --from and --to of one day (or week or month)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l status -d 'Only meetings with this status; repeatable' -r -f -a "scheduled\t'Not started'
in_progress\t'Started and not ended'
completed\t'Ended'
cancelled\t'Does not take place'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l search -d 'Only meetings whose title or description contains this, ignoring case' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l by -d 'By how much: 30m or +30m is later, -30m is earlier' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l all -d 'All meetings in the database'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l allow-overlap -d 'Move even if it double-books someone'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l dry-run -d 'Check everything, print old and new times, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from shift" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l user -d 'Only meetings that this user attends: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l role -d 'How the user attends' -r -f -a "creator\t'As its creator'
participant\t'As a participant'
any\t'Either way'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l from -d 'Only meetings that start at or after this time' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l to -d 'Only meetings that end at or before this time; a day alone includes that day' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l on -d 'Same as --from and --to of one day (or week or month)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l status -d 'Only meetings with this status; repeatable' -r -f -a "scheduled\t'Not started'
in_progress\t'Started and not ended'
completed\t'Ended'
cancelled\t'Does not take place'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l search -d 'Only meetings whose title or description contains this, ignoring case' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l all -d 'All meetings in the database'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l delete -d 'Delete the meetings whose rows are removed'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l allow-overlap -d 'Change even if it double-books someone'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l dry-run -d 'Open the editor, check everything, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l dry-run -d 'Check everything, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l dry-run -d 'Check everything, delete nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l user -d 'Only meetings that this user attends: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l role -d 'How the user attends' -r -f -a "creator\t'As its creator'
participant\t'As a participant'
any\t'Either way'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l from -d 'Only meetings that start at or after this time' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l to -d 'Only meetings that end at or before this time; a day alone includes that day' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l on -d 'Same as --from and --to of one day (or week or month)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l status -d 'Only meetings with this status; repeatable' -r -f -a "scheduled\t'Not started'
in_progress\t'Started and not ended'
completed\t'Ended'
cancelled\t'Does not take place'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l search -d 'Only meetings whose title or description contains this, ignoring case' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l output -d 'File to write; it appears only when it is complete; - is standard output' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l delimiter -d 'Delimiter of CSV cells: one character, or tab [default: a comma]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l force -d 'Replace the file if it exists'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l input-format -d 'Format [default: by its extension]' -r -f -a "csv\t'Comma-separated values with a header'
jsonl\t'One JSON object per line'
ics\t'iCalendar (RFC 5545)'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l batch-size -d 'Records per transaction [default: by the time they take]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l delimiter -d 'Delimiter of CSV cells [default: comma]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l map -d 'CSV columns of the fields; repeatable' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l on-error -d 'What to do with a record that cannot be imported' -r -f -a "abort\t'Refuse the entire file'
skip\t'Skip the record'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l rejects -d 'File for the records that --on-error skip skips' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l dialect -d 'Program that wrote the CSV file' -r -f -a "outlook\t'Microsoft Outlook: month first; whole days end before their end date'
google\t'Google Calendar: month first; whole days include their end date'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l date-order -d 'Order of dates such as 6/1/2026 [default: that of --dialect]' -r -f -a "mdy\t'Month, day, year: 6/1/2026 is the first of June'
dmy\t'Day, month, year: 6/1/2026 is the sixth of January'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l creator -d 'Creator of records that name none: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l horizon -d 'Expand recurring events until this time [default: in a year]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l default-duration -d 'Length of iCalendar events that have no end' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l max-occurrences -d 'Most meetings that recurring events may become' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l force -d 'Replace the rejects file if it exists'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l dry-run -d 'Read and check everything, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l create-users -d 'Create missing users'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l allow-overlap -d 'Import double bookings too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l include-transparent -d 'Import events that make nobody busy too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l before -d 'Delete meetings that ended at this time or earlier; a day is its 00:00' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l status -d 'Only meetings with this status; repeatable' -r -f -a "scheduled\t'Not started'
in_progress\t'Started and not ended'
completed\t'Ended'
cancelled\t'Does not take place'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l archive -d 'JSON Lines file to which the meetings are appended before they are deleted' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l batch-size -d 'Meetings per transaction, at most; fewer if a transaction takes long [default: 1000]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l dry-run -d 'Count what would be deleted, delete nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l vacuum -d 'Make the SQLite file smaller afterwards; needs free disk space, up to twice its size'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand meeting; and __fish_seen_subcommand_from purge" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l user -d 'Only meetings that this user attends: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l limit -d 'Show at most this many' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand agenda" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l user -d 'Only meetings that this user attends: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l limit -d 'Show at most this many' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand week" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -f -a "user" -d 'Count the meetings that a user created and takes part in'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -f -a "monthly" -d 'Count the meetings of each month of a year'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -f -a "active" -d 'List the users with most participations'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and not __fish_seen_subcommand_from user monthly active heatmap" -f -a "heatmap" -d 'Show the load of the week by hour'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from user" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l year -d 'The year' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l user -d 'Only meetings that this user attends: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from monthly" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l limit -d 'How many users to list' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l from -d 'Only meetings that start at or after this time' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l to -d 'Only meetings that end at or before this time; a day alone includes that day' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l on -d 'Same as --from and --to of one day (or week or month)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from active" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l user -d 'Only meetings that this user attends: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l from -d 'Only meetings that start at or after this time' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l to -d 'Only meetings that end at or before this time; a day alone includes that day' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l on -d 'Same as --from and --to of one day (or week or month)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand stats; and __fish_seen_subcommand_from heatmap" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -s o -l output -d 'File to write; it appears only when it is complete; - is standard output' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l from -d 'Only meetings that start at or after this time' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l to -d 'Only meetings that start before this time; a day alone includes that day' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l on -d 'Same as --from and --to of one day (or week or month)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l force -d 'Replace the file if it exists'
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand report" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -f -a "up" -d 'Apply pending migrations'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -f -a "down" -d 'Roll back migrations'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -f -a "status" -d 'Show which migrations are applied'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -f -a "repair" -d 'Make the migration records and the schema agree again'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and not __fish_seen_subcommand_from up down status repair baseline" -f -a "baseline" -d 'Adopt a database that the Flask application created'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l steps -d 'Apply at most this many' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l to -d 'Apply up to and including this migration' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l dialect -d 'Print the SQL that creates the complete schema on this engine, without a database' -r -f -a "postgres\t''
mysql\t''
sqlite\t''"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l backup-dir -d 'Directory of the backup [default: that of a SQLite file, ~/.local/state/meetctl/backups for a server]' -r -f -a "(__fish_complete_directories)"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l keep-backups -d 'Keep the newest N automatic backups [default: 5]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l lock-timeout -d 'Wait this long for another run of migrations to end, and for each lock of another program [default: 30s]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l dry-run -d 'Print the SQL without changing anything, on a read-only connection'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l no-backup -d 'Take no backup first'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from up" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l steps -d 'Roll back this many [default: 1]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l to -d 'Roll back until this migration is the newest applied' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l dialect -d 'Print the SQL that rolls back the complete schema on this engine, without a database' -r -f -a "postgres\t''
mysql\t''
sqlite\t''"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l backup-dir -d 'Directory of the backup [default: that of a SQLite file, ~/.local/state/meetctl/backups for a server]' -r -f -a "(__fish_complete_directories)"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l keep-backups -d 'Keep the newest N automatic backups [default: 5]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l lock-timeout -d 'Wait this long for another run of migrations to end, and for each lock of another program [default: 30s]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l all -d 'Roll back all of them'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l dry-run -d 'Print the SQL without changing anything, on a read-only connection'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l no-backup -d 'Take no backup first'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from down" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l limit -d 'Show at most this many' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l check -d 'Exit with code 3 unless every migration is applied'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l backup-dir -d 'Directory of the backup [default: that of a SQLite file, ~/.local/state/meetctl/backups for a server]' -r -f -a "(__fish_complete_directories)"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l keep-backups -d 'Keep the newest N automatic backups [default: 5]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l lock-timeout -d 'Wait this long for another run of migrations to end, and for each lock of another program [default: 30s]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l dry-run -d 'Print what would be done without changing anything'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l no-backup -d 'Take no backup first'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from repair" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l backup-dir -d 'Directory of the backup [default: that of a SQLite file, ~/.local/state/meetctl/backups for a server]' -r -f -a "(__fish_complete_directories)"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l keep-backups -d 'Keep the newest N automatic backups [default: 5]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l lock-timeout -d 'Wait this long for another run of migrations to end, and for each lock of another program [default: 30s]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l dry-run -d 'Check everything and print the SQL without changing anything, on a read-only connection'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l no-backup -d 'Take no backup first'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand migrate; and __fish_seen_subcommand_from baseline" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l now -d 'Time to use instead of the clock' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l batch-size -d 'Meetings per transaction, at most; fewer if a transaction takes long [default: 10000]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l pause -d 'Pause between transactions' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l max-runtime -d 'Stop after this long, between two transactions, with exit code 0; the next run continues' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l dry-run -d 'Count what would change without writing'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l check -d 'Exit with code 3 if anything would change, without writing'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand backfill-status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l meeting -d 'Only changes of this meeting' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l user -d 'Only changes of this user\'s own data: id or e-mail address' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l by -d 'Only changes made by this actor' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l run -d 'Only this run; the first characters are enough' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l from -d 'Only runs that began at or after this time' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l to -d 'Only runs that began before this time; a day alone includes that day' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l on -d 'Same as --from and --to of one day (or week or month)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l limit -d 'Show at most this many' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and not __fish_seen_subcommand_from prune" -f -a "prune" -d 'Delete old entries of the history'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l before -d 'Delete entries of runs that began before this time' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l dry-run -d 'Count the entries, delete nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand history; and __fish_seen_subcommand_from prune" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l allow-overlap -d 'Undo even if it double-books someone'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l dry-run -d 'Check everything, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand undo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l force -d 'Replace the file if it exists'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l compress -d 'Compress the file with zstd'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l native -d 'Use the server\'s own program and format: `pg_dump`, `mariadb-dump` or `mysqldump`'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l print -d 'Print the command of --native, run nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l dry-run -d 'Print what would be backed up, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand backup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l backup-dir -d 'Directory of the backup [default: that of a SQLite file, ~/.local/state/meetctl/backups for a server]' -r -f -a "(__fish_complete_directories)"
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l keep-backups -d 'Keep the newest N automatic backups [default: 5]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l no-backup -d 'Take no backup first'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l native -d 'Use the server\'s own program and format: `pg_dump`, `mariadb-dump` or `mysqldump`'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l print -d 'Print the command of --native, run nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l dry-run -d 'Verify the file and print what would be replaced, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l to -d 'Database to copy to: a SQLite file, or a postgres:// or mysql:// URL' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l backup-dir -d 'Directory of the backup [default: that of a SQLite file, ~/.local/state/meetctl/backups for a server]' -r -f -a "(__fish_complete_directories)"
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l keep-backups -d 'Keep the newest N automatic backups [default: 5]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l replace -d 'Replace the rows of the target'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l no-backup -d 'Take no backup first'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l dry-run -d 'Check every row and print what would be copied, write nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l verify-only -d 'Only compare the two databases; exit with code 3 if they differ'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand transfer" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l metrics -d 'Write the state to FILE in the text format of Prometheus; - is standard output' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand shell" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l fail-on -d 'Make --check exit with code 3 from this severity up' -r -f -a "note\t'Good to know'
warning\t'A person or a program does not get what it expects, or soon will not'
error\t'Data that is wrong, that no command can show, or that nothing protects'"
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l since -d 'Take double bookings that were over at this time for a note [default: now]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l fix -d 'Fix what is safe to fix'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l check -d 'Exit with code 3 if a warning or an error is found or, with --fix, left'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l all -d 'Show every check in the table, also those that found nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l dry-run -d 'Print what --fix would do, change nothing'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and not __fish_seen_subcommand_from show" -f -a "show" -d 'Show the effective settings and their sources'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l static -d 'Print a script that does not run meetctl, and knows no users, meetings and other values that the database or the configuration has'
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l keep -d 'Keep the database in this file, which must not exist' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l database-url -d 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l password-file -d 'File with the password for a database URL that has none, in its first line' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l config -d 'Configuration file to read instead of the default ones' -r -F
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l profile -d 'Profile of the configuration file to use' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l format -d 'Output format [default: table]' -r -f -a "table\t'For people: a box on a terminal, bare columns in a pipe'
json\t'One JSON document'
jsonl\t'One JSON object per line'
csv\t'Comma-separated values with a header (RFC 4180, with LF line ends)'
tsv\t'Tab-separated values; tab, CR, LF and backslash are escaped: \\t \\r \\n \\\\'
ids\t'Only the ids, one per line'
count\t'Only the number of records'
ics\t'iCalendar (RFC 5545), only for `meeting export`'"
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l fields -d 'Fields to show, in this order; an unknown name prints the valid ones' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l tz -d 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l color -d 'When to use colors [default: auto]' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Also in a pipe'
never\t'Never'"
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l slow-query -d 'Warn about SQL statements that take this many milliseconds or more' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l timeout -d 'Give up after this long, such as 30s (exit code 7)' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l actor -d 'Who makes the changes, for the history [default: the system\'s user and host]' -r -f
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l json -d 'Same as --format json; errors are JSON too'
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l no-header -d 'Omit the header of tables, CSV and TSV'
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l envelope -d 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page'
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l csv-safe -d 'Escape CSV and TSV cells that a spreadsheet would run as a formula'
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l no-pager -d 'Do not use a pager for tables that are longer than the terminal'
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -s q -l quiet -d 'Suppress everything but errors and warnings'
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -s v -l verbose -d 'Verbose output; twice: every SQL statement with its time'
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l no-progress -d 'Do not show progress'
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l read-only -d 'Have the database refuse every write'
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -l no-input -d 'Do not ask: refuse what needs a confirmation'
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -s y -l yes -d 'Do not ask: answer every question with yes'
complete -c meetctl -n "__fish_meetctl_using_subcommand version" -s h -l help -d 'Print help (see more with \'--help\')'
