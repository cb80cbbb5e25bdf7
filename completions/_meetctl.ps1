
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
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Create, list, show, change and delete users; import and export them')
            [CompletionResult]::new('meeting', 'meeting', [CompletionResultType]::ParameterValue, 'Book, list, change, cancel and delete meetings; find double bookings and free times; import and export calendars')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Count meetings: an overview, per user, per month, most active, by hour')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Bring the schema up or down, show where it stands, repair it, adopt a Flask database')
            [CompletionResult]::new('backfill-status', 'backfill-status', [CompletionResultType]::ParameterValue, 'Bring the status of meetings up to date with the clock')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Copy a SQLite database into a file, also while others write')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Put a backup back in the place of a SQLite database')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Find what constraints cannot hold, and mend what is safe to mend')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings in force')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the manual pages into a folder')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Take a tour on a throw-away database with made-up data')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;user' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Create a user')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List users')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one user')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change the name or the address of a user')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a user')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write users to a file or to standard output, for `user import`')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import users from a CSV or JSON Lines file')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;user;create' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name, at most 100 characters')
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'E-mail address')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;list' {
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only users whose name or address contains this, ignoring case')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;show' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;update' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'New name')
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'New e-mail address')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;delete' {
            [CompletionResult]::new('--reassign-to', '--reassign-to', [CompletionResultType]::ParameterName, 'Who takes over the meetings: id or e-mail address')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--allow-overlap', '--allow-overlap', [CompletionResultType]::ParameterName, 'Hand over meetings also where the other user is double-booked by them')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;export' {
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only users whose name or address contains this, ignoring case')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'File to write, which then appears whole or not at all; - is standard output')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file if it exists')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;import' {
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, 'Format of the file [default: by the ending of its name]')
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Users a transaction')
            [CompletionResult]::new('--on-error', '--on-error', [CompletionResultType]::ParameterName, 'What to do with a record that cannot be imported')
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'File for the records that --on-error skip passes over: each with its error, to be mended and imported')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file of rejects if it exists')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Read and check everything, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;user;help' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Create a user')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List users')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one user')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change the name or the address of a user')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a user')
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
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Book a meeting')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show meetings with their creators and participants')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List meetings')
            [CompletionResult]::new('overlaps', 'overlaps', [CompletionResultType]::ParameterValue, 'List the meetings that overlap a stretch of time')
            [CompletionResult]::new('conflicts', 'conflicts', [CompletionResultType]::ParameterValue, 'List double bookings: two busy meetings of one user that overlap')
            [CompletionResult]::new('free', 'free', [CompletionResultType]::ParameterValue, 'Find the times in which all of these users are free')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a meeting')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'Cancel meetings')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete meetings and their participations')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write meetings to a file or to standard output, for `meeting import`')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import meetings from a CSV, JSON Lines or iCalendar file')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;meeting;create' {
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'Title, at most 100 characters')
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'When it starts')
            [CompletionResult]::new('--end', '--end', [CompletionResultType]::ParameterName, 'When it ends; another meeting may start at that moment')
            [CompletionResult]::new('--duration', '--duration', [CompletionResultType]::ParameterName, 'Length, instead of --end')
            [CompletionResult]::new('--creator', '--creator', [CompletionResultType]::ParameterName, 'Who creates it: id or e-mail address')
            [CompletionResult]::new('--participant', '--participant', [CompletionResultType]::ParameterName, 'Who takes part; repeat it for more')
            [CompletionResult]::new('--description', '--description', [CompletionResultType]::ParameterName, 'What it is about, of any length')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--allow-overlap', '--allow-overlap', [CompletionResultType]::ParameterName, 'Book it even if somebody is double-booked by it')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;show' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;list' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only meetings that this user attends: id or e-mail address')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'How the user attends')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only meetings that start then or later')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only meetings that end then or earlier')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only meetings with this status; repeat it for more')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only meetings whose title or description contains this, ignoring case')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Order: start, -start (latest first), id or -id')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'Page to show, from 1 on')
            [CompletionResult]::new('--per-page', '--per-page', [CompletionResultType]::ParameterName, 'Meetings a page')
            [CompletionResult]::new('--after', '--after', [CompletionResultType]::ParameterName, 'Continue behind this cursor, as told by the page before')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Show all of them')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;overlaps' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only meetings that this user attends: id or e-mail address')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Start of the stretch')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'End of the stretch; what starts at that moment does not overlap it')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave out this meeting; repeat it for more')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--include-cancelled', '--include-cancelled', [CompletionResultType]::ParameterName, 'Show cancelled meetings too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;conflicts' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only double bookings of this user: id or e-mail address; repeat it for more')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only where the shared time ends after this')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only where the shared time starts before this')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--exit-code', '--exit-code', [CompletionResultType]::ParameterName, 'Exit with code 3 if there are any')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;free' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Who is to be free: id or e-mail address; repeat it for more')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Start of the stretch that is searched')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'End of the stretch that is searched (exclusive)')
            [CompletionResult]::new('--duration', '--duration', [CompletionResultType]::ParameterName, 'How long a slot is at least')
            [CompletionResult]::new('--hours', '--hours', [CompletionResultType]::ParameterName, 'Hours of the day to use, such as 09:00-17:00; 22:00-06:00 goes past midnight')
            [CompletionResult]::new('--weekdays', '--weekdays', [CompletionResultType]::ParameterName, 'Days of the week to use, such as mon-fri or tue,thu')
            [CompletionResult]::new('--buffer', '--buffer', [CompletionResultType]::ParameterName, 'What is to stay free before and after other meetings')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most this many slots')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--first', '--first', [CompletionResultType]::ParameterName, 'Only the first slot')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;update' {
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'New title')
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'New start')
            [CompletionResult]::new('--end', '--end', [CompletionResultType]::ParameterName, 'New end; another meeting may start at that moment')
            [CompletionResult]::new('--duration', '--duration', [CompletionResultType]::ParameterName, 'New length, instead of --end')
            [CompletionResult]::new('--description', '--description', [CompletionResultType]::ParameterName, 'New description')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'New status')
            [CompletionResult]::new('--add-participant', '--add-participant', [CompletionResultType]::ParameterName, 'Who joins: id or e-mail address; repeat it for more')
            [CompletionResult]::new('--remove-participant', '--remove-participant', [CompletionResultType]::ParameterName, 'Who leaves: id or e-mail address; repeat it for more')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--allow-overlap', '--allow-overlap', [CompletionResultType]::ParameterName, 'Change it even if somebody is double-booked by it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;cancel' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;delete' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;export' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only meetings that this user attends: id or e-mail address')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'How the user attends')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only meetings that start then or later')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only meetings that end then or earlier')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only meetings with this status; repeat it for more')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only meetings whose title or description contains this, ignoring case')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'File to write, which then appears whole or not at all; - is standard output')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file if it exists')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;import' {
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, 'Format of the file [default: by the ending of its name]')
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Meetings a transaction')
            [CompletionResult]::new('--on-error', '--on-error', [CompletionResultType]::ParameterName, 'What to do with a record that cannot be imported')
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'File for the records that --on-error skip passes over: each with its error, to be mended and imported')
            [CompletionResult]::new('--creator', '--creator', [CompletionResultType]::ParameterName, 'Creator of records that name none: id or e-mail address')
            [CompletionResult]::new('--horizon', '--horizon', [CompletionResultType]::ParameterName, 'Repeated events of an iCalendar file are written out up to here [default: one year after the last start in the file or now, whichever is later]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file of rejects if it exists')
            [CompletionResult]::new('--create-users', '--create-users', [CompletionResultType]::ParameterName, 'Make users of e-mail addresses that nobody has')
            [CompletionResult]::new('--allow-overlap', '--allow-overlap', [CompletionResultType]::ParameterName, 'Import double bookings too')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Read and check everything, write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;meeting;help' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Book a meeting')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show meetings with their creators and participants')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List meetings')
            [CompletionResult]::new('overlaps', 'overlaps', [CompletionResultType]::ParameterValue, 'List the meetings that overlap a stretch of time')
            [CompletionResult]::new('conflicts', 'conflicts', [CompletionResultType]::ParameterValue, 'List double bookings: two busy meetings of one user that overlap')
            [CompletionResult]::new('free', 'free', [CompletionResultType]::ParameterValue, 'Find the times in which all of these users are free')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a meeting')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'Cancel meetings')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete meetings and their participations')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write meetings to a file or to standard output, for `meeting import`')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import meetings from a CSV, JSON Lines or iCalendar file')
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
        'meetctl;meeting;help;help' {
            break
        }
        'meetctl;stats' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Count what one user created and takes part in')
            [CompletionResult]::new('monthly', 'monthly', [CompletionResultType]::ParameterValue, 'Count the meetings of each month of a year')
            [CompletionResult]::new('active', 'active', [CompletionResultType]::ParameterValue, 'List the users with most participations')
            [CompletionResult]::new('heatmap', 'heatmap', [CompletionResultType]::ParameterValue, 'Show the load of the week by hour')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;stats;user' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;stats;monthly' {
            [CompletionResult]::new('--year', '--year', [CompletionResultType]::ParameterName, 'The year')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only meetings that this user attends: id or e-mail address')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;stats;active' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'How many users to list')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only meetings that start then or later')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only meetings that end then or earlier')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;stats;heatmap' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only meetings that this user attends: id or e-mail address')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only meetings that start then or later')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Only meetings that end then or earlier')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;stats;help' {
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Count what one user created and takes part in')
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
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('up', 'up', [CompletionResultType]::ParameterValue, 'Apply pending migrations')
            [CompletionResult]::new('down', 'down', [CompletionResultType]::ParameterValue, 'Roll migrations back')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show which migrations are applied')
            [CompletionResult]::new('repair', 'repair', [CompletionResultType]::ParameterValue, 'Bring the records of migrations and the schema together again')
            [CompletionResult]::new('baseline', 'baseline', [CompletionResultType]::ParameterValue, 'Adopt a database that the Flask application made')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;migrate;up' {
            [CompletionResult]::new('--steps', '--steps', [CompletionResultType]::ParameterName, 'Apply at most this many')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Apply up to and with this migration')
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Print the SQL that makes the whole schema on this engine, without a database')
            [CompletionResult]::new('--keep-backups', '--keep-backups', [CompletionResultType]::ParameterName, 'Keep this many automatic backups, the newest (SQLite) [default: 5]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait this long for another run of migrations to end [default: 30s]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the SQL, change nothing: the engine itself refuses writes meanwhile')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Take no backup first (SQLite)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;migrate;down' {
            [CompletionResult]::new('--steps', '--steps', [CompletionResultType]::ParameterName, 'Roll back this many [default: 1]')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Roll back until this migration is the newest applied')
            [CompletionResult]::new('--dialect', '--dialect', [CompletionResultType]::ParameterName, 'Print the SQL that undoes it on this engine, from the whole schema, without a database')
            [CompletionResult]::new('--keep-backups', '--keep-backups', [CompletionResultType]::ParameterName, 'Keep this many automatic backups, the newest (SQLite) [default: 5]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait this long for another run of migrations to end [default: 30s]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Roll back all of them')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the SQL, change nothing: the engine itself refuses writes meanwhile')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Take no backup first (SQLite)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;migrate;status' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Exit with code 3 unless every migration is applied')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;migrate;repair' {
            [CompletionResult]::new('--keep-backups', '--keep-backups', [CompletionResultType]::ParameterName, 'Keep this many automatic backups, the newest (SQLite) [default: 5]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait this long for another run of migrations to end [default: 30s]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Tell what would be done, change nothing')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Take no backup first (SQLite)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;migrate;baseline' {
            [CompletionResult]::new('--keep-backups', '--keep-backups', [CompletionResultType]::ParameterName, 'Keep this many automatic backups, the newest (SQLite) [default: 5]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait this long for another run of migrations to end [default: 30s]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and print the SQL, change nothing: the engine itself refuses writes')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Take no backup first (SQLite)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;migrate;help' {
            [CompletionResult]::new('up', 'up', [CompletionResultType]::ParameterValue, 'Apply pending migrations')
            [CompletionResult]::new('down', 'down', [CompletionResultType]::ParameterValue, 'Roll migrations back')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show which migrations are applied')
            [CompletionResult]::new('repair', 'repair', [CompletionResultType]::ParameterValue, 'Bring the records of migrations and the schema together again')
            [CompletionResult]::new('baseline', 'baseline', [CompletionResultType]::ParameterValue, 'Adopt a database that the Flask application made')
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
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Time to compare with, instead of the clock''s')
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Meetings a transaction, at the most: fewer where that takes long [default: 1000; in a SQLite file up to 10000 while that is quick]')
            [CompletionResult]::new('--pause', '--pause', [CompletionResultType]::ParameterName, 'Rest between transactions')
            [CompletionResult]::new('--max-runtime', '--max-runtime', [CompletionResultType]::ParameterName, 'Stop after this long, between two transactions: with exit code 0, and the rest for the next run')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Count what would change, write nothing')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing; exit with code 3 if anything would change')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;backup' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file if it exists')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;restore' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Take no backup of what the database holds')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;doctor' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Mend what is safe to mend')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Exit with code 3 if anything is found, or with --fix, left; double bookings and a status behind the clock count too')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Tell what --fix would do, change nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;config' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting in force and where it came from')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;config;show' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;config;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting in force and where it came from')
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
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;man' {
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;demo' {
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Keep the database in this file, which must not exist yet')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;` between them, the first that takes writes')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read instead of the usual ones')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the results [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to show, in this order; a wrong name lists the right ones')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Zone to read times without an offset in, and to show times in, such as Europe/Berlin; machine formats stay in UTC unless it is given here [default: that of the system]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour [default: auto]')
            [CompletionResult]::new('--slow-query', '--slow-query', [CompletionResultType]::ParameterName, 'Warn of SQL statements that take this many milliseconds or more')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this long, such as 30s (exit code 7)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json; errors come as JSON too')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave out the header of tables, CSV and TSV')
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Guard CSV and TSV cells that a spreadsheet would run as a formula')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what happens; twice: every SQL statement with its time')
            [CompletionResult]::new('--no-progress', '--no-progress', [CompletionResultType]::ParameterName, 'Show no progress')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Have the database refuse every write')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: refuse what would need an answer')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Never ask: answer every question with yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'meetctl;help' {
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Create, list, show, change and delete users; import and export them')
            [CompletionResult]::new('meeting', 'meeting', [CompletionResultType]::ParameterValue, 'Book, list, change, cancel and delete meetings; find double bookings and free times; import and export calendars')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Count meetings: an overview, per user, per month, most active, by hour')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Bring the schema up or down, show where it stands, repair it, adopt a Flask database')
            [CompletionResult]::new('backfill-status', 'backfill-status', [CompletionResultType]::ParameterValue, 'Bring the status of meetings up to date with the clock')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Copy a SQLite database into a file, also while others write')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Put a backup back in the place of a SQLite database')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Find what constraints cannot hold, and mend what is safe to mend')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings in force')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the manual pages into a folder')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Take a tour on a throw-away database with made-up data')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'meetctl;help;user' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Create a user')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List users')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one user')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change the name or the address of a user')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a user')
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
            [CompletionResult]::new('overlaps', 'overlaps', [CompletionResultType]::ParameterValue, 'List the meetings that overlap a stretch of time')
            [CompletionResult]::new('conflicts', 'conflicts', [CompletionResultType]::ParameterValue, 'List double bookings: two busy meetings of one user that overlap')
            [CompletionResult]::new('free', 'free', [CompletionResultType]::ParameterValue, 'Find the times in which all of these users are free')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a meeting')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'Cancel meetings')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete meetings and their participations')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write meetings to a file or to standard output, for `meeting import`')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import meetings from a CSV, JSON Lines or iCalendar file')
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
        'meetctl;help;stats' {
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Count what one user created and takes part in')
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
            [CompletionResult]::new('down', 'down', [CompletionResultType]::ParameterValue, 'Roll migrations back')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show which migrations are applied')
            [CompletionResult]::new('repair', 'repair', [CompletionResultType]::ParameterValue, 'Bring the records of migrations and the schema together again')
            [CompletionResult]::new('baseline', 'baseline', [CompletionResultType]::ParameterValue, 'Adopt a database that the Flask application made')
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
        'meetctl;help;backup' {
            break
        }
        'meetctl;help;restore' {
            break
        }
        'meetctl;help;doctor' {
            break
        }
        'meetctl;help;config' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting in force and where it came from')
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
        'meetctl;help;demo' {
            break
        }
        'meetctl;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
