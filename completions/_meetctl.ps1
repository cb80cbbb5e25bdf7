
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'meetctl' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'meetctl'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'meetctl' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Create, list, show, change and delete users; import and export them')
            [CompletionResult]::new('meeting', 'meeting', [CompletionResultType]::ParameterValue, 'Book, list, change, cancel and delete meetings; find double bookings and free times; import and export calendars')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Count meetings: an overview, per user, per month, most active, by hour')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Apply or roll back migrations, show their state, repair them, adopt a Flask database')
            [CompletionResult]::new('backfill-status', 'backfill-status', [CompletionResultType]::ParameterValue, 'Update the status of meetings to match the current time')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Show who changed what, when')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Undo what one run of a command changed')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Back up a database to a file, also while others write')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Make a database of a backup, on any engine')
            [CompletionResult]::new('transfer', 'transfer', [CompletionResultType]::ParameterValue, 'Copy the database to another one, on any engine')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the state of the database on one screen')
            [CompletionResult]::new('shell', 'shell', [CompletionResultType]::ParameterValue, 'Open the database in `sqlite3`, `psql`, `mariadb` or `mysql`')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Find integrity problems, and fix what is safe to fix')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the effective settings')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print shell completions')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the manual pages into a directory')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print all commands and their options as JSON')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Take a tour of the main commands on a temporary database')
            [CompletionResult]::new('version', 'version', [CompletionResultType]::ParameterValue, 'Print the version, as --version')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;user' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Create a user')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List users')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one user')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change the name or the e-mail address of a user')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a user')
            [CompletionResult]::new('offboard', 'offboard', [CompletionResultType]::ParameterValue, 'Hand over or cancel the future meetings of a user who leaves')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Merge two users who are one person')
            [CompletionResult]::new('anonymize', 'anonymize', [CompletionResultType]::ParameterValue, 'Replace the name and the e-mail address of a user permanently')
            [CompletionResult]::new('data', 'data', [CompletionResultType]::ParameterValue, 'Write all that is stored of a user as one JSON document')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write users to a file or to standard output, for `user import`')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import users from a CSV or JSON Lines file')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;user;create' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name, at most 100 characters')
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'E-mail address')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;list' {
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only users whose name or address contains this, ignoring case')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most this many')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;show' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;update' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'New name')
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'New e-mail address')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;delete' {
            [CompletionResult]::new('--reassign-to', '--reassign-to', [CompletionResultType]::ParameterName, 'Who gets the meetings: id or e-mail address')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--allow-overlap', '--allow-overlap', [CompletionResultType]::ParameterName, 'Reassign even if it double-books the other user')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything, delete nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;offboard' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Who gets the meetings: id or e-mail address')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only meetings that start at this time or later [default: now]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most this many')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--cancel', '--cancel', [CompletionResultType]::ParameterName, 'Cancel the meetings')
            [CompletionResult]::new('--allow-overlap', '--allow-overlap', [CompletionResultType]::ParameterName, 'Hand over even if it double-books the other user')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'List what would happen, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;merge' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;anonymize' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;data' {
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'File to write; it appears only when it is complete; - is standard output')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file if it exists')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;export' {
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only users whose name or address contains this text, ignoring case')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'File to write; it appears only when it is complete; - is standard output')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'Delimiter of CSV cells: one character, or tab [default: a comma]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file if it exists')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;import' {
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Format of the file [default: by its extension]')
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Records per transaction')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'Delimiter of CSV cells: one character, or tab [default: as in a line `sep=;`, else a comma]')
            [CompletionResult]::new('--map', '--map', [CompletionResultType]::ParameterName, 'CSV columns of fields, such as title=Subject,start="Start Date+Start Time"; repeatable')
            [CompletionResult]::new('--on-error', '--on-error', [CompletionResultType]::ParameterName, 'What to do with a record that cannot be imported')
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'File for the records that --on-error skip skips, each with its error, to be fixed and imported; - is standard output')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the rejects file if it exists')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Read and check everything, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;help' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Create a user')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List users')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one user')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change the name or the e-mail address of a user')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a user')
            [CompletionResult]::new('offboard', 'offboard', [CompletionResultType]::ParameterValue, 'Hand over or cancel the future meetings of a user who leaves')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Merge two users who are one person')
            [CompletionResult]::new('anonymize', 'anonymize', [CompletionResultType]::ParameterValue, 'Replace the name and the e-mail address of a user permanently')
            [CompletionResult]::new('data', 'data', [CompletionResultType]::ParameterValue, 'Write all that is stored of a user as one JSON document')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write users to a file or to standard output, for `user import`')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import users from a CSV or JSON Lines file')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;user;help;create' {
            break
        }
        'meetctl;user;help;list' {
            break
        }
        'meetctl;user;help;show' {
            break
        }
        'meetctl;user;help;update' {
            break
        }
        'meetctl;user;help;delete' {
            break
        }
        'meetctl;user;help;offboard' {
            break
        }
        'meetctl;user;help;merge' {
            break
        }
        'meetctl;user;help;anonymize' {
            break
        }
        'meetctl;user;help;data' {
            break
        }
        'meetctl;user;help;export' {
            break
        }
        'meetctl;user;help;import' {
            break
        }
        'meetctl;user;help;help' {
            break
        }
        'meetctl;meeting' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Book a meeting')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show meetings with their creators and participants')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List meetings')
            [CompletionResult]::new('overlaps', 'overlaps', [CompletionResultType]::ParameterValue, 'List the meetings that overlap a window of time')
            [CompletionResult]::new('conflicts', 'conflicts', [CompletionResultType]::ParameterValue, 'List double bookings: two busy meetings of one user that overlap')
            [CompletionResult]::new('free', 'free', [CompletionResultType]::ParameterValue, 'Find the times when all of the given users are free')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change meetings')
            [CompletionResult]::new('shift', 'shift', [CompletionResultType]::ParameterValue, 'Move meetings by a duration')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change meetings in an editor')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'Cancel meetings')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete meetings and their participations')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write meetings to a file or to standard output, for `meeting import`')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import meetings from a CSV, JSON Lines or iCalendar file')
            [CompletionResult]::new('purge', 'purge', [CompletionResultType]::ParameterValue, 'Delete meetings that ended long ago, with an archive of them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;meeting;create' {
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'Title, at most 100 characters')
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'When it starts')
            [CompletionResult]::new('--end', '--end', [CompletionResultType]::ParameterName, 'When it ends (exclusive)')
            [CompletionResult]::new('--duration', '--duration', [CompletionResultType]::ParameterName, 'Length, instead of --end')
            [CompletionResult]::new('--creator', '--creator', [CompletionResultType]::ParameterName, 'Who creates it: id or e-mail address')
            [CompletionResult]::new('--participant', '--participant', [CompletionResultType]::ParameterName, 'Who takes part: id or e-mail address; repeatable')
            [CompletionResult]::new('--description', '--description', [CompletionResultType]::ParameterName, 'Description, of any length')
            [CompletionResult]::new('--repeat', '--repeat', [CompletionResultType]::ParameterName, 'Book a series: daily, weekly, monthly, yearly, or an iCalendar rule such as "FREQ=WEEKLY;BYDAY=MO,WE"; with --count or --until')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'How many meetings the series has')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'When the last meeting of the series starts at the latest; a day alone includes that day')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--skip-conflicts', '--skip-conflicts', [CompletionResultType]::ParameterName, 'Leave out the meetings of the series that would double-book someone')
            [CompletionResult]::new('--allow-overlap', '--allow-overlap', [CompletionResultType]::ParameterName, 'Book even if it double-books someone')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;show' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;list' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only meetings that this user attends: id or e-mail address')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'How the user attends')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only meetings that start at or after this time')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only meetings that end at or before this time; a day alone includes that day')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'Same as --from and --to of one day (or week or month)')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only meetings with this status; repeatable')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only meetings whose title or description contains this, ignoring case')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Order: start, -start (latest first), id or -id')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most this many')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'Page to show, from 1')
            [CompletionResult]::new('--per-page', '--per-page', [CompletionResultType]::ParameterName, 'Meetings per page [default: 20]')
            [CompletionResult]::new('--after', '--after', [CompletionResultType]::ParameterName, 'Resume after this cursor, as printed by the previous page')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Show all meetings, also on a terminal')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;overlaps' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only meetings that this user attends: id or e-mail address')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Start of the window')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'End of the window (exclusive); a day alone includes that day')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'Same as --from and --to of one day (or week or month)')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave out this meeting; repeatable')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most this many')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--include-cancelled', '--include-cancelled', [CompletionResultType]::ParameterName, 'Show cancelled meetings too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;conflicts' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only double bookings of this user: id or e-mail address; repeatable')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only overlaps that end after this time')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only overlaps that start before this time; a day alone includes that day')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'Same as --from and --to of one day (or week or month)')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most this many')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Exit with code 3 if any are found; with --quiet, print nothing and stop at the first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;free' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Who must be free: id or e-mail address; repeatable')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Start of the window')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'End of the window (exclusive); a day alone includes that day')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'Same as --from and --to of one day (or week or month)')
            [CompletionResult]::new('--duration', '--duration', [CompletionResultType]::ParameterName, 'Minimum length of a slot')
            [CompletionResult]::new('--hours', '--hours', [CompletionResultType]::ParameterName, 'Hours of the day to use, such as 09:00-17:00; 22:00-06:00 ends on the next day')
            [CompletionResult]::new('--weekdays', '--weekdays', [CompletionResultType]::ParameterName, 'Days of the week to use, such as mon-fri or tue,thu')
            [CompletionResult]::new('--buffer', '--buffer', [CompletionResultType]::ParameterName, 'Time to keep free before and after other meetings')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most this many')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--first', '--first', [CompletionResultType]::ParameterName, 'Only the first slot')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;update' {
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'New title')
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'New start, of one meeting')
            [CompletionResult]::new('--end', '--end', [CompletionResultType]::ParameterName, 'New end (exclusive), of one meeting')
            [CompletionResult]::new('--duration', '--duration', [CompletionResultType]::ParameterName, 'New length, instead of --end')
            [CompletionResult]::new('--description', '--description', [CompletionResultType]::ParameterName, 'New description')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'New status')
            [CompletionResult]::new('--creator', '--creator', [CompletionResultType]::ParameterName, 'New creator: id or e-mail address')
            [CompletionResult]::new('--add-participant', '--add-participant', [CompletionResultType]::ParameterName, 'Participant to add: id or e-mail address; repeatable')
            [CompletionResult]::new('--remove-participant', '--remove-participant', [CompletionResultType]::ParameterName, 'Participant to remove: id or e-mail address; repeatable')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--allow-overlap', '--allow-overlap', [CompletionResultType]::ParameterName, 'Change even if it double-books someone')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;shift' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only meetings that this user attends: id or e-mail address')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'How the user attends')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only meetings that start at or after this time')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only meetings that end at or before this time; a day alone includes that day')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'Same as --from and --to of one day (or week or month)')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only meetings with this status; repeatable')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only meetings whose title or description contains this, ignoring case')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'By how much: 30m or +30m is later, -30m is earlier')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All meetings in the database')
            [CompletionResult]::new('--allow-overlap', '--allow-overlap', [CompletionResultType]::ParameterName, 'Move even if it double-books someone')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything, print old and new times, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;edit' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only meetings that this user attends: id or e-mail address')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'How the user attends')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only meetings that start at or after this time')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only meetings that end at or before this time; a day alone includes that day')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'Same as --from and --to of one day (or week or month)')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only meetings with this status; repeatable')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only meetings whose title or description contains this, ignoring case')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All meetings in the database')
            [CompletionResult]::new('--delete', '--delete', [CompletionResultType]::ParameterName, 'Delete the meetings whose rows are removed')
            [CompletionResult]::new('--allow-overlap', '--allow-overlap', [CompletionResultType]::ParameterName, 'Change even if it double-books someone')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Open the editor, check everything, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;cancel' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;delete' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything, delete nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;export' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only meetings that this user attends: id or e-mail address')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'How the user attends')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only meetings that start at or after this time')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only meetings that end at or before this time; a day alone includes that day')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'Same as --from and --to of one day (or week or month)')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only meetings with this status; repeatable')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only meetings whose title or description contains this, ignoring case')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'File to write; it appears only when it is complete; - is standard output')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'Delimiter of CSV cells: one character, or tab [default: a comma]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file if it exists')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;import' {
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Format of the file [default: by its extension]')
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Records per transaction')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'Delimiter of CSV cells: one character, or tab [default: as in a line `sep=;`, else a comma]')
            [CompletionResult]::new('--map', '--map', [CompletionResultType]::ParameterName, 'CSV columns of fields, such as title=Subject,start="Start Date+Start Time"; repeatable')
            [CompletionResult]::new('--on-error', '--on-error', [CompletionResultType]::ParameterName, 'What to do with a record that cannot be imported')
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'File for the records that --on-error skip skips, each with its error, to be fixed and imported; - is standard output')
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Calendar program that wrote the CSV file')
            [CompletionResult]::new('--date-order', '--date-order', [CompletionResultType]::ParameterName, 'Order of dates such as 6/1/2026 in CSV [default: that of --dialect; else such dates are refused where they are ambiguous]')
            [CompletionResult]::new('--creator', '--creator', [CompletionResultType]::ParameterName, 'Creator of records that name none: id or e-mail address')
            [CompletionResult]::new('--horizon', '--horizon', [CompletionResultType]::ParameterName, 'Expand recurring iCalendar events until this time [default: one year after the last start in the file or now, whichever is later]')
            [CompletionResult]::new('--default-duration', '--default-duration', [CompletionResultType]::ParameterName, 'Length of timed iCalendar events without an end; without it they are rejected')
            [CompletionResult]::new('--max-occurrences', '--max-occurrences', [CompletionResultType]::ParameterName, 'Meetings that the recurring events of an iCalendar file may become together')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the rejects file if it exists')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Read and check everything, write nothing')
            [CompletionResult]::new('--create-users', '--create-users', [CompletionResultType]::ParameterName, 'Create missing users')
            [CompletionResult]::new('--allow-overlap', '--allow-overlap', [CompletionResultType]::ParameterName, 'Import double bookings too')
            [CompletionResult]::new('--include-transparent', '--include-transparent', [CompletionResultType]::ParameterName, 'Import iCalendar events that make nobody busy (TRANSP:TRANSPARENT) too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;purge' {
            [CompletionResult]::new('--before', '--before', [CompletionResultType]::ParameterName, 'Delete meetings that ended at this time or earlier; a day is its 00:00')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only meetings with this status; repeatable')
            [CompletionResult]::new('--archive', '--archive', [CompletionResultType]::ParameterName, 'JSON Lines file to which the meetings are appended before they are deleted')
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Meetings per transaction, at most; fewer if a transaction takes long [default: 1000]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Count what would be deleted, delete nothing')
            [CompletionResult]::new('--vacuum', '--vacuum', [CompletionResultType]::ParameterName, 'Make the SQLite file smaller afterwards; needs free disk space, up to twice its size')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;help' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Book a meeting')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show meetings with their creators and participants')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List meetings')
            [CompletionResult]::new('overlaps', 'overlaps', [CompletionResultType]::ParameterValue, 'List the meetings that overlap a window of time')
            [CompletionResult]::new('conflicts', 'conflicts', [CompletionResultType]::ParameterValue, 'List double bookings: two busy meetings of one user that overlap')
            [CompletionResult]::new('free', 'free', [CompletionResultType]::ParameterValue, 'Find the times when all of the given users are free')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change meetings')
            [CompletionResult]::new('shift', 'shift', [CompletionResultType]::ParameterValue, 'Move meetings by a duration')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change meetings in an editor')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'Cancel meetings')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete meetings and their participations')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write meetings to a file or to standard output, for `meeting import`')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import meetings from a CSV, JSON Lines or iCalendar file')
            [CompletionResult]::new('purge', 'purge', [CompletionResultType]::ParameterValue, 'Delete meetings that ended long ago, with an archive of them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;meeting;help;create' {
            break
        }
        'meetctl;meeting;help;show' {
            break
        }
        'meetctl;meeting;help;list' {
            break
        }
        'meetctl;meeting;help;overlaps' {
            break
        }
        'meetctl;meeting;help;conflicts' {
            break
        }
        'meetctl;meeting;help;free' {
            break
        }
        'meetctl;meeting;help;update' {
            break
        }
        'meetctl;meeting;help;shift' {
            break
        }
        'meetctl;meeting;help;edit' {
            break
        }
        'meetctl;meeting;help;cancel' {
            break
        }
        'meetctl;meeting;help;delete' {
            break
        }
        'meetctl;meeting;help;export' {
            break
        }
        'meetctl;meeting;help;import' {
            break
        }
        'meetctl;meeting;help;purge' {
            break
        }
        'meetctl;meeting;help;help' {
            break
        }
        'meetctl;stats' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Count the meetings that a user created and takes part in')
            [CompletionResult]::new('monthly', 'monthly', [CompletionResultType]::ParameterValue, 'Count the meetings of each month of a year')
            [CompletionResult]::new('active', 'active', [CompletionResultType]::ParameterValue, 'List the users with most participations')
            [CompletionResult]::new('heatmap', 'heatmap', [CompletionResultType]::ParameterValue, 'Show the load of the week by hour')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;stats;user' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;stats;monthly' {
            [CompletionResult]::new('--year', '--year', [CompletionResultType]::ParameterName, 'The year')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only meetings that this user attends: id or e-mail address')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;stats;active' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'How many users to list')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only meetings that start at or after this time')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only meetings that end at or before this time; a day alone includes that day')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'Same as --from and --to of one day (or week or month)')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;stats;heatmap' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only meetings that this user attends: id or e-mail address')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only meetings that start at or after this time')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only meetings that end at or before this time; a day alone includes that day')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'Same as --from and --to of one day (or week or month)')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;stats;help' {
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Count the meetings that a user created and takes part in')
            [CompletionResult]::new('monthly', 'monthly', [CompletionResultType]::ParameterValue, 'Count the meetings of each month of a year')
            [CompletionResult]::new('active', 'active', [CompletionResultType]::ParameterValue, 'List the users with most participations')
            [CompletionResult]::new('heatmap', 'heatmap', [CompletionResultType]::ParameterValue, 'Show the load of the week by hour')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;stats;help;user' {
            break
        }
        'meetctl;stats;help;monthly' {
            break
        }
        'meetctl;stats;help;active' {
            break
        }
        'meetctl;stats;help;heatmap' {
            break
        }
        'meetctl;stats;help;help' {
            break
        }
        'meetctl;migrate' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('up', 'up', [CompletionResultType]::ParameterValue, 'Apply pending migrations')
            [CompletionResult]::new('down', 'down', [CompletionResultType]::ParameterValue, 'Roll back migrations')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show which migrations are applied')
            [CompletionResult]::new('repair', 'repair', [CompletionResultType]::ParameterValue, 'Make the migration records and the schema agree again')
            [CompletionResult]::new('baseline', 'baseline', [CompletionResultType]::ParameterValue, 'Adopt a database that the Flask application created')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;migrate;up' {
            [CompletionResult]::new('--steps', '--steps', [CompletionResultType]::ParameterName, 'Apply at most this many')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Apply up to and including this migration')
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Print the SQL that creates the complete schema on this engine, without a database')
            [CompletionResult]::new('--backup-dir', '--backup-dir', [CompletionResultType]::ParameterName, 'Directory of the backup [default: that of a SQLite file, ~/.local/state/meetctl/backups for a server]')
            [CompletionResult]::new('--keep-backups', '--keep-backups', [CompletionResultType]::ParameterName, 'Keep the newest N automatic backups [default: 5]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait this long for another run of migrations to end, and for each lock of another program [default: 30s]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the SQL without changing anything, on a read-only connection')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Take no backup first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;migrate;down' {
            [CompletionResult]::new('--steps', '--steps', [CompletionResultType]::ParameterName, 'Roll back this many [default: 1]')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Roll back until this migration is the newest applied')
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Print the SQL that rolls back the complete schema on this engine, without a database')
            [CompletionResult]::new('--backup-dir', '--backup-dir', [CompletionResultType]::ParameterName, 'Directory of the backup [default: that of a SQLite file, ~/.local/state/meetctl/backups for a server]')
            [CompletionResult]::new('--keep-backups', '--keep-backups', [CompletionResultType]::ParameterName, 'Keep the newest N automatic backups [default: 5]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait this long for another run of migrations to end, and for each lock of another program [default: 30s]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Roll back all of them')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the SQL without changing anything, on a read-only connection')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Take no backup first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;migrate;status' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most this many')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Exit with code 3 unless every migration is applied')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;migrate;repair' {
            [CompletionResult]::new('--backup-dir', '--backup-dir', [CompletionResultType]::ParameterName, 'Directory of the backup [default: that of a SQLite file, ~/.local/state/meetctl/backups for a server]')
            [CompletionResult]::new('--keep-backups', '--keep-backups', [CompletionResultType]::ParameterName, 'Keep the newest N automatic backups [default: 5]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait this long for another run of migrations to end, and for each lock of another program [default: 30s]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be done without changing anything')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Take no backup first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;migrate;baseline' {
            [CompletionResult]::new('--backup-dir', '--backup-dir', [CompletionResultType]::ParameterName, 'Directory of the backup [default: that of a SQLite file, ~/.local/state/meetctl/backups for a server]')
            [CompletionResult]::new('--keep-backups', '--keep-backups', [CompletionResultType]::ParameterName, 'Keep the newest N automatic backups [default: 5]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait this long for another run of migrations to end, and for each lock of another program [default: 30s]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and print the SQL without changing anything, on a read-only connection')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Take no backup first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;migrate;help' {
            [CompletionResult]::new('up', 'up', [CompletionResultType]::ParameterValue, 'Apply pending migrations')
            [CompletionResult]::new('down', 'down', [CompletionResultType]::ParameterValue, 'Roll back migrations')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show which migrations are applied')
            [CompletionResult]::new('repair', 'repair', [CompletionResultType]::ParameterValue, 'Make the migration records and the schema agree again')
            [CompletionResult]::new('baseline', 'baseline', [CompletionResultType]::ParameterValue, 'Adopt a database that the Flask application created')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;migrate;help;up' {
            break
        }
        'meetctl;migrate;help;down' {
            break
        }
        'meetctl;migrate;help;status' {
            break
        }
        'meetctl;migrate;help;repair' {
            break
        }
        'meetctl;migrate;help;baseline' {
            break
        }
        'meetctl;migrate;help;help' {
            break
        }
        'meetctl;backfill-status' {
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Time to use instead of the clock')
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Meetings per transaction, at most; fewer if a transaction takes long [default: 1000; for SQLite up to 10000 while that is fast]')
            [CompletionResult]::new('--pause', '--pause', [CompletionResultType]::ParameterName, 'Pause between transactions')
            [CompletionResult]::new('--max-runtime', '--max-runtime', [CompletionResultType]::ParameterName, 'Stop after this long, between two transactions, with exit code 0; the next run continues')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Count what would change without writing')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Exit with code 3 if anything would change, without writing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;history' {
            [CompletionResult]::new('--meeting', '--meeting', [CompletionResultType]::ParameterName, 'Only changes of this meeting')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only changes of this user''s own data: id or e-mail address')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Only changes made by this actor')
            [CompletionResult]::new('--run', '--run', [CompletionResultType]::ParameterName, 'Only this run; the first characters are enough')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only runs that began at or after this time')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only runs that began before this time; a day alone includes that day')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'Same as --from and --to of one day (or week or month)')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most this many')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Delete old entries of the history')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;history;prune' {
            [CompletionResult]::new('--before', '--before', [CompletionResultType]::ParameterName, 'Delete entries of runs that began before this time')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Count the entries, delete nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;history;help' {
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Delete old entries of the history')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;history;help;prune' {
            break
        }
        'meetctl;history;help;help' {
            break
        }
        'meetctl;undo' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--allow-overlap', '--allow-overlap', [CompletionResultType]::ParameterName, 'Undo even if it double-books someone')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;backup' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file if it exists')
            [CompletionResult]::new('--compress', '--compress', [CompletionResultType]::ParameterName, 'Compress the file with zstd')
            [CompletionResult]::new('--native', '--native', [CompletionResultType]::ParameterName, 'Use the server''s own program and format: `pg_dump`, `mariadb-dump` or `mysqldump`')
            [CompletionResult]::new('--print', '--print', [CompletionResultType]::ParameterName, 'Print the command of --native, run nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be backed up, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;restore' {
            [CompletionResult]::new('--backup-dir', '--backup-dir', [CompletionResultType]::ParameterName, 'Directory of the backup [default: that of a SQLite file, ~/.local/state/meetctl/backups for a server]')
            [CompletionResult]::new('--keep-backups', '--keep-backups', [CompletionResultType]::ParameterName, 'Keep the newest N automatic backups [default: 5]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Take no backup first')
            [CompletionResult]::new('--native', '--native', [CompletionResultType]::ParameterName, 'Use the server''s own program and format: `pg_dump`, `mariadb-dump` or `mysqldump`')
            [CompletionResult]::new('--print', '--print', [CompletionResultType]::ParameterName, 'Print the command of --native, run nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Verify the file and print what would be replaced, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;transfer' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Database to copy to: a SQLite file, or a postgres:// or mysql:// URL')
            [CompletionResult]::new('--backup-dir', '--backup-dir', [CompletionResultType]::ParameterName, 'Directory of the backup [default: that of a SQLite file, ~/.local/state/meetctl/backups for a server]')
            [CompletionResult]::new('--keep-backups', '--keep-backups', [CompletionResultType]::ParameterName, 'Keep the newest N automatic backups [default: 5]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--replace', '--replace', [CompletionResultType]::ParameterName, 'Replace the rows of the target')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Take no backup first')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check every row and print what would be copied, write nothing')
            [CompletionResult]::new('--verify-only', '--verify-only', [CompletionResultType]::ParameterName, 'Only compare the two databases; exit with code 3 if they differ')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;status' {
            [CompletionResult]::new('--metrics', '--metrics', [CompletionResultType]::ParameterName, 'Write the state to FILE in the text format of Prometheus; - is standard output')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;shell' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;doctor' {
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'Make --check exit with code 3 from this severity up')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Take double bookings that were over at this time for a note [default: now]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Fix what is safe to fix')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Exit with code 3 if a warning or an error is found or, with --fix, left')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Show every check in the table, also those that found nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what --fix would do, change nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;config' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the effective settings and their sources')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;config;show' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;config;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the effective settings and their sources')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;config;help;show' {
            break
        }
        'meetctl;config;help;help' {
            break
        }
        'meetctl;completions' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;man' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;schema' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;demo' {
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Keep the database in this file, which must not exist')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;version' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by `;`, the first that is writable')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'File with the password for a database URL that has none, in its first line')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the default ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; an unknown name prints the valid ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other formats use UTC unless this option is given [default: the time zone of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colors [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn about SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--actor', '--actor', [CompletionResultType]::ParameterName, 'Who makes the changes, for the history [default: the system''s user and host]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json; errors are JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Escape CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress everything but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Do not show progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Do not ask: refuse what needs a confirmation')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;help' {
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Create, list, show, change and delete users; import and export them')
            [CompletionResult]::new('meeting', 'meeting', [CompletionResultType]::ParameterValue, 'Book, list, change, cancel and delete meetings; find double bookings and free times; import and export calendars')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Count meetings: an overview, per user, per month, most active, by hour')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Apply or roll back migrations, show their state, repair them, adopt a Flask database')
            [CompletionResult]::new('backfill-status', 'backfill-status', [CompletionResultType]::ParameterValue, 'Update the status of meetings to match the current time')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Show who changed what, when')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Undo what one run of a command changed')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Back up a database to a file, also while others write')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Make a database of a backup, on any engine')
            [CompletionResult]::new('transfer', 'transfer', [CompletionResultType]::ParameterValue, 'Copy the database to another one, on any engine')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the state of the database on one screen')
            [CompletionResult]::new('shell', 'shell', [CompletionResultType]::ParameterValue, 'Open the database in `sqlite3`, `psql`, `mariadb` or `mysql`')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Find integrity problems, and fix what is safe to fix')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the effective settings')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print shell completions')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the manual pages into a directory')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print all commands and their options as JSON')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Take a tour of the main commands on a temporary database')
            [CompletionResult]::new('version', 'version', [CompletionResultType]::ParameterValue, 'Print the version, as --version')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;help;user' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Create a user')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List users')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one user')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change the name or the e-mail address of a user')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a user')
            [CompletionResult]::new('offboard', 'offboard', [CompletionResultType]::ParameterValue, 'Hand over or cancel the future meetings of a user who leaves')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Merge two users who are one person')
            [CompletionResult]::new('anonymize', 'anonymize', [CompletionResultType]::ParameterValue, 'Replace the name and the e-mail address of a user permanently')
            [CompletionResult]::new('data', 'data', [CompletionResultType]::ParameterValue, 'Write all that is stored of a user as one JSON document')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write users to a file or to standard output, for `user import`')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import users from a CSV or JSON Lines file')
            break
        }
        'meetctl;help;user;create' {
            break
        }
        'meetctl;help;user;list' {
            break
        }
        'meetctl;help;user;show' {
            break
        }
        'meetctl;help;user;update' {
            break
        }
        'meetctl;help;user;delete' {
            break
        }
        'meetctl;help;user;offboard' {
            break
        }
        'meetctl;help;user;merge' {
            break
        }
        'meetctl;help;user;anonymize' {
            break
        }
        'meetctl;help;user;data' {
            break
        }
        'meetctl;help;user;export' {
            break
        }
        'meetctl;help;user;import' {
            break
        }
        'meetctl;help;meeting' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Book a meeting')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show meetings with their creators and participants')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List meetings')
            [CompletionResult]::new('overlaps', 'overlaps', [CompletionResultType]::ParameterValue, 'List the meetings that overlap a window of time')
            [CompletionResult]::new('conflicts', 'conflicts', [CompletionResultType]::ParameterValue, 'List double bookings: two busy meetings of one user that overlap')
            [CompletionResult]::new('free', 'free', [CompletionResultType]::ParameterValue, 'Find the times when all of the given users are free')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change meetings')
            [CompletionResult]::new('shift', 'shift', [CompletionResultType]::ParameterValue, 'Move meetings by a duration')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change meetings in an editor')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'Cancel meetings')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete meetings and their participations')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write meetings to a file or to standard output, for `meeting import`')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import meetings from a CSV, JSON Lines or iCalendar file')
            [CompletionResult]::new('purge', 'purge', [CompletionResultType]::ParameterValue, 'Delete meetings that ended long ago, with an archive of them')
            break
        }
        'meetctl;help;meeting;create' {
            break
        }
        'meetctl;help;meeting;show' {
            break
        }
        'meetctl;help;meeting;list' {
            break
        }
        'meetctl;help;meeting;overlaps' {
            break
        }
        'meetctl;help;meeting;conflicts' {
            break
        }
        'meetctl;help;meeting;free' {
            break
        }
        'meetctl;help;meeting;update' {
            break
        }
        'meetctl;help;meeting;shift' {
            break
        }
        'meetctl;help;meeting;edit' {
            break
        }
        'meetctl;help;meeting;cancel' {
            break
        }
        'meetctl;help;meeting;delete' {
            break
        }
        'meetctl;help;meeting;export' {
            break
        }
        'meetctl;help;meeting;import' {
            break
        }
        'meetctl;help;meeting;purge' {
            break
        }
        'meetctl;help;stats' {
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Count the meetings that a user created and takes part in')
            [CompletionResult]::new('monthly', 'monthly', [CompletionResultType]::ParameterValue, 'Count the meetings of each month of a year')
            [CompletionResult]::new('active', 'active', [CompletionResultType]::ParameterValue, 'List the users with most participations')
            [CompletionResult]::new('heatmap', 'heatmap', [CompletionResultType]::ParameterValue, 'Show the load of the week by hour')
            break
        }
        'meetctl;help;stats;user' {
            break
        }
        'meetctl;help;stats;monthly' {
            break
        }
        'meetctl;help;stats;active' {
            break
        }
        'meetctl;help;stats;heatmap' {
            break
        }
        'meetctl;help;migrate' {
            [CompletionResult]::new('up', 'up', [CompletionResultType]::ParameterValue, 'Apply pending migrations')
            [CompletionResult]::new('down', 'down', [CompletionResultType]::ParameterValue, 'Roll back migrations')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show which migrations are applied')
            [CompletionResult]::new('repair', 'repair', [CompletionResultType]::ParameterValue, 'Make the migration records and the schema agree again')
            [CompletionResult]::new('baseline', 'baseline', [CompletionResultType]::ParameterValue, 'Adopt a database that the Flask application created')
            break
        }
        'meetctl;help;migrate;up' {
            break
        }
        'meetctl;help;migrate;down' {
            break
        }
        'meetctl;help;migrate;status' {
            break
        }
        'meetctl;help;migrate;repair' {
            break
        }
        'meetctl;help;migrate;baseline' {
            break
        }
        'meetctl;help;backfill-status' {
            break
        }
        'meetctl;help;history' {
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Delete old entries of the history')
            break
        }
        'meetctl;help;history;prune' {
            break
        }
        'meetctl;help;undo' {
            break
        }
        'meetctl;help;backup' {
            break
        }
        'meetctl;help;restore' {
            break
        }
        'meetctl;help;transfer' {
            break
        }
        'meetctl;help;status' {
            break
        }
        'meetctl;help;shell' {
            break
        }
        'meetctl;help;doctor' {
            break
        }
        'meetctl;help;config' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the effective settings and their sources')
            break
        }
        'meetctl;help;config;show' {
            break
        }
        'meetctl;help;completions' {
            break
        }
        'meetctl;help;man' {
            break
        }
        'meetctl;help;schema' {
            break
        }
        'meetctl;help;demo' {
            break
        }
        'meetctl;help;version' {
            break
        }
        'meetctl;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
