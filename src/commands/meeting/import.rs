use std::time::Duration;

use clap::Args;

use super::import_run::ImportRun;
use crate::commands::csv_args::CalendarArgs;
use crate::commands::import_errors::{ImportErrors, Warnings};
use crate::commands::import_support::{self, ImportFile, ImportOptions, OnError};
use crate::context::{Access, Context};
use crate::error::{Exit, Failure, Kind};
use crate::interchange::{self, MeetingSource, Next, Problem, ReadAhead, ReadOptions};
use crate::output::{Unit, Warning};
use crate::records::ImportRecord;
use crate::store::bulk::{self, ImportRules, Rejections, StagedFile, Stager};
use crate::store::session::Session;
use crate::store::users;
use crate::time::{TypedTime, parse_duration};

/// Import meetings from a CSV, JSON Lines or iCalendar file
///
/// The complete file is read and checked first for bad records and double bookings, also between
/// records of the file, then written in batches, each in one transaction, or all in one where no
/// meeting is stored yet. A record is identified by its uid, else by creator, start and title:
/// importing a file again changes nothing, and after a crash it finishes the import.
///
/// CSV needs a header with `title`, `start_time`, `end_time` and `creator`; `uid`, `description`,
/// `status` and `participants` (separated by `;`) are optional. --map reads columns of other names,
/// --dialect the exports of other calendars. E-mail addresses are compared ignoring case.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting import team.csv --dry-run
    meetctl meeting import ada.ics --creator ada@example.org --create-users
    meetctl meeting import outlook.csv --dialect outlook --creator ada@example.org
    meetctl meeting import plan.csv --delimiter ';' --map 'title=Topic,start=Day+From,end=Day+To'
    meetctl meeting import all.jsonl --on-error skip --rejects bad.jsonl
    meetctl meeting export --format jsonl | meetctl meeting import - --input-format jsonl")]
pub struct ImportArgs {
    #[command(flatten)]
    options: ImportOptions,
    #[command(flatten)]
    calendar: CalendarArgs,
    /// Creator of records that name none: id or e-mail address
    #[arg(long, value_name = "USER")]
    creator: Option<String>,
    /// Create missing users
    #[arg(long)]
    create_users: bool,
    /// Import double bookings too
    #[arg(long)]
    allow_overlap: bool,
    /// Expand recurring events until this time [default: in a year]
    ///
    /// For iCalendar. The default is one year after the last start in the file or now, whichever is later.
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    horizon: Option<TypedTime>,
    /// Length of iCalendar events that have no end
    ///
    /// Without it, events with a time of day and without an end are rejected.
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    default_duration: Option<Duration>,
    /// Most meetings that recurring events may become
    ///
    /// For all events of an iCalendar file together.
    #[arg(long, value_name = "N", default_value_t = interchange::MAX_OCCURRENCES, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    max_occurrences: u64,
    /// Import events that make nobody busy too
    ///
    /// Those that have TRANSP:TRANSPARENT in iCalendar.
    #[arg(long)]
    include_transparent: bool,
}

impl ImportArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let horizon = self.horizon.as_ref();
        let horizon = horizon.map(|typed| ctx.time("--horizon", typed, TypedTime::start));
        let horizon = horizon.transpose()?;
        let csv = self.options.csv(&self.calendar);
        let mut input = ImportFile::open(ctx, &self.options, &csv)?;
        let rejects = self.options.rejects(ctx)?;
        let read_options = ReadOptions {
            default_length: self.default_duration.map(|length| length.as_secs().cast_signed()),
            include_transparent: self.include_transparent,
            max_occurrences: self.max_occurrences,
            ..import_support::read_options(ctx, csv, horizon, rejects.wanted())
        };
        let session = ctx.database_for(Access::read_if(self.options.dry_run)).await?;
        let creator = self.creator(&session).await?;
        let rules = ImportRules {
            creator,
            create_users: self.create_users,
            allow_overlap: self.allow_overlap,
            now: ctx.now(),
        };
        let source = interchange::meetings(input.format, input.reader(), read_options);
        let source = source.map_err(|failure| input.explain(failure))?;
        let on_error = self.options.on_error;
        let (staging, source) = stage(ctx, &session, &input, source, rules, on_error).await?;
        let rejections = check(ctx, &session, &staging).await?;
        let run = ImportRun {
            ctx,
            on_error,
            pace: self.options.pace(),
            pauses: import_support::pauses(),
            loads: self.options.batch_size.is_none(),
            session: &session,
            file: input.name,
            source,
            rejects,
            errors: ImportErrors::default(),
            counts: ImportRecord {
                read: staging.records.count() - staging.cancelled,
                dry_run: self.options.dry_run,
                ..ImportRecord::default()
            },
        };
        run.finish(staging, &rejections).await
    }

    async fn creator(&self, session: &Session) -> Result<Option<i64>, Failure> {
        let found = session
            .reading(async |db| users::find_all(&db, "--creator", self.creator.as_slice()).await);
        Ok(found.await?.pop_first())
    }
}

/// Reads and checks a file, which it returns.
async fn stage(
    ctx: &Context,
    session: &Session,
    input: &ImportFile,
    source: MeetingSource,
    rules: ImportRules,
    on_error: OnError,
) -> Result<(StagedFile, MeetingSource), Failure> {
    let progress = input.progress(ctx);
    let mut stage = Stager::new(session, rules).await?;
    let mut warnings = Warnings::default();
    let mut ahead = ReadAhead::begin(source)?;
    let source = loop {
        let mut portion = match ahead.next().await? {
            Next::Portion(portion) => portion,
            Next::End(source) => break source,
        };
        for entry in &portion.entries {
            warnings.note(entry.line, &entry.warnings);
            if let Err(problem) = &entry.content
                && problem.is_excess
                && on_error == OnError::Abort
            {
                return Err(excess(input, entry.line, problem));
            }
        }
        stage.take(session, &portion.entries).await?;
        stage.withdraw(&portion.withdrawals)?;
        for (line, warning) in portion.warnings.drain(..).chain(stage.take_warnings()) {
            warnings.note(line, &[warning]);
        }
        progress.at(portion.position);
        ahead.give_back(portion);
    };
    drop(progress);
    warnings.print(ctx);
    import_support::report_unread(ctx, source.as_ref());
    for left_out in source.left_out() {
        ctx.out.warning(Warning::new("records_omitted", left_out));
    }
    Ok((stage.finish(session).await?, source))
}

/// The failure of a file that becomes too much: it is not read to its end.
fn excess(input: &ImportFile, line: u64, problem: &Problem) -> Failure {
    let message = format!("{}, line {line}: {problem}", input.name);
    let failure = Failure::new(Kind::TooManyOccurrences, message);
    problem.hint.iter().fold(failure, |failure, hint| failure.hint(hint.as_str()))
}

async fn check(
    ctx: &Context,
    session: &Session,
    staging: &StagedFile,
) -> Result<Rejections, Failure> {
    let progress = ctx.out.progress("Checking", Some(staging.records.count()), Unit::Records);
    bulk::check(session, staging, |done| progress.at(done)).await
}
