//! The report as a browser draws it: nothing is cut, nothing is blank, light and dark, on paper.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use harness::{Engine, Meetctl, Row, generated, skip};
use serde_json::Value;

/// Chromium on one directory of files.
struct Browser<'a> {
    program: &'static str,
    directory: &'a Path,
}

impl<'a> Browser<'a> {
    /// The one that is installed here.
    fn find(directory: &'a Path) -> Option<Self> {
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let answers = |name: &&str| {
            let version = Command::new(name).arg("--version").stdin(Stdio::null()).output();
            version.is_ok_and(|version| version.status.success())
        };
        let Some(program) = names.into_iter().find(answers) else {
            skip("no Chromium (Debian: chromium)");
            return None;
        };
        Some(Self { program, directory })
    }

    /// What it prints with these options.
    fn run(&self, page: &str, options: &[&str]) -> String {
        let ran = Command::new(self.program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"])
            .args(["--allow-file-access-from-files", "--force-device-scale-factor=1"])
            .arg(format!("--user-data-dir={}", self.directory.join("profile").display()))
            .args(options)
            .arg(format!("file://{}", self.directory.join(page).display()))
            .current_dir(self.directory)
            .env("HOME", self.directory)
            .output()
            .unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).unwrap()
    }

    /// The JSON that the script of a page leaves in its element `out`.
    fn answer(&self, page: &str, size: &str) -> Value {
        let dom = self.run(page, &["--virtual-time-budget=20000", size, "--dump-dom"]);
        let (_, rest) = dom.split_once("<pre id=\"out\">").unwrap();
        let json = rest.split_once("</pre>").unwrap().0;
        assert!(!json.is_empty(), "the script of {page} has failed");
        serde_json::from_str(&json.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
            .unwrap()
    }

    fn picture(&self, page: &str, file: &str, size: &str, dark: bool) {
        // As the settings of a person have it: 0 is dark, 1 is light.
        let scheme = format!("--blink-settings=preferredColorScheme={}", u8::from(!dark));
        self.run(page, &[&format!("--screenshot={file}"), size, &scheme]);
    }
}

/// A page with frames side by side, each a report in a window of that width.
fn frames(reports: &[(u32, &str)]) -> String {
    let mut page = String::from(
        "<!DOCTYPE html><meta charset=utf-8><style>body{margin:0;display:flex;align-items:start}iframe{border:0;height:3400px;flex:none}</style>",
    );
    for (width, html) in reports {
        let html = html.replace('&', "&amp;").replace('"', "&quot;");
        write!(page, "<iframe style=\"width:{width}px\" srcdoc=\"{html}\"></iframe>").unwrap();
    }
    page.push_str("<pre id=\"out\"></pre><script>");
    page.push_str(MEASURE);
    page.push_str("</script>");
    page
}

/// Says what is cut or has no size, and where the charts of the load are.
const MEASURE: &str = r"
addEventListener('load', () => {
  const wrong = [], charts = [];
  for (const frame of document.querySelectorAll('iframe')) {
    const page = frame.contentDocument, width = frame.clientWidth, at = frame.getBoundingClientRect();
    const say = (what, element) => wrong.push(`${width}: ${what}: ${element.outerHTML.slice(0, 120)}`);
    if (page.documentElement.scrollWidth > width) say('wider than the window', page.body);
    if (page.documentElement.scrollHeight > frame.clientHeight) say('longer than the frame', page.body);
    for (const element of page.querySelectorAll('h1,h2,p,b,span,table,th,td,svg,section')) {
      const box = element.getBoundingClientRect();
      if (!element.getClientRects().length || element.closest('details,.only')) continue;
      const around = (element.parentElement.closest('section,.tile') || page.body).getBoundingClientRect();
      if (box.left < around.left - 1 || box.right > around.right + 1) say('cut', element);
      if (element.tagName == 'svg' && (box.width < 8 || box.height < 8)) say('blank', element);
    }
    for (const cell of page.querySelectorAll('.cell')) {
      const [rect, text] = [cell.querySelector('rect'), cell.querySelector('text')];
      if (!text || !text.getClientRects().length) continue;
      const [outer, inner] = [rect.getBoundingClientRect(), text.getBoundingClientRect()];
      if (inner.left < outer.left || inner.right > outer.right) say('wider than its cell', cell);
      if (inner.width && inner.height < 7) say('too small to read', cell);
    }
    const shown = [...page.querySelectorAll('.heat')].filter(chart => chart.getClientRects().length);
    if (shown.length != 1) say(`${shown.length} charts of the load`, page.body);
    for (const chart of shown) {
      const box = chart.getBoundingClientRect();
      charts.push([at.left + box.left, at.top + box.top, box.width, box.height].map(Math.round));
    }
  }
  document.getElementById('out').textContent = JSON.stringify({ wrong, charts });
});";

/// A page that reads the pixels of pictures where the charts are.
fn pixels(pictures: &[&str], charts: &Value) -> String {
    let images: Vec<String> = pictures.iter().map(|name| format!("<img src=\"{name}\">")).collect();
    let images = images.concat();
    format!(
        "<!DOCTYPE html><pre id=\"out\"></pre>{images}<script>const charts = {charts};{READ}</script>"
    )
}

/// How many colours a chart has, whether its last cell is drawn, and how light the page is.
const READ: &str = r"
addEventListener('load', () => {
  const seen = [];
  for (const image of document.images) {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    pen.drawImage(image, 0, 0);
    for (const [x, y, width, height] of charts) {
      const part = pen.getImageData(x - 5, y - 5, width + 5, height + 5);
      const at = (i, j) => part.data.slice(4 * (j * part.width + i), 4 * (j * part.width + i) + 3).join();
      const colours = new Set();
      for (let i = 5; i < width; i += 5) for (let j = 5; j < height; j += 5) colours.add(at(i, j));
      const page = at(0, 0), last = at(width - 5, height - 5), name = image.getAttribute('src');
      seen.push({ name, colours: colours.size, last: last != page, light: Number(page.split(',')[0]) > 128 });
    }
  }
  document.getElementById('out').textContent = JSON.stringify(seen);
});";

/// Ten years of meetings in many hours, and texts as long as they may be.
fn seed(t: &Meetctl) {
    t.seed_sql(12, 0);
    let rows = (0..400).map(|index| {
        let (year, month, day) = (2017 + index % 10, index % 12 + 1, index % 28 + 1);
        let (hour, length) = (7 + index * index % 13, 10 + index % 7 * 20);
        let start = format!("{year}-{month:02}-{day:02} {hour:02}:00:00");
        let end =
            format!("{year}-{month:02}-{day:02} {:02}:{:02}:00", hour + length / 60, length % 60);
        Row::new("Review", &start, &end).by(index % 12 + 1).with(&[index % 5 + 1])
    });
    let (wide, words) = ("W".repeat(100), "Quarterly business review ".repeat(4));
    let long = [
        Row::new(wide.as_str(), "2026-06-09 10:00:00", "2026-06-09 11:00:00").with(&[2, 3, 4, 5]),
        Row::new(&words[..99], "2026-06-09 10:30:00", "2026-06-09 11:00:00").with(&[2, 3, 4, 5]),
    ];
    t.insert_meetings(&rows.chain(long).collect::<Vec<_>>());
    t.sql(&format!("UPDATE users SET name = '{wide}', email = '{wide}@example.org' WHERE id = 2"));
}

#[test]
fn a_browser_draws_all_of_it() {
    let t = Meetctl::migrated(Engine::Sqlite);
    let directory = t.directory();
    let Some(browser) = Browser::find(&directory) else { return };
    seed(&t);
    let report = |more: &[&str]| t.run(["report", "-o", "-"].iter().chain(more)).success().stdout;
    let (all, year) = (report(&[]), report(&["--from", "2025-07-01"]));
    assert!(all.contains("class=\"years\"") && !year.contains("class=\"years\""));
    t.write("frames.html", frames(&[(400, &all), (400, &year), (800, &all), (1400, &year)]));
    let size = "--window-size=3000,3400";
    let measured = browser.answer("frames.html", size);
    assert_eq!(measured["wrong"], serde_json::json!([]), "{measured:#}");
    assert_eq!(measured["charts"].as_array().unwrap().len(), 4);
    browser.picture("frames.html", "light.png", size, false);
    browser.picture("frames.html", "dark.png", size, true);
    t.write("pixels.html", pixels(&["light.png", "dark.png"], &measured["charts"]));
    let seen = browser.answer("pixels.html", size);
    let seen = seen.as_array().unwrap();
    assert_eq!(seen.len(), 8);
    for chart in seen {
        assert!(chart["colours"].as_u64().unwrap() >= 6, "blank: {chart}");
        assert_eq!(chart["last"], true, "cut: {chart}");
        assert_eq!(chart["light"], chart["name"] == "light.png", "{chart}");
    }
    t.write("report.html", &all);
    browser.run("report.html", &["--no-pdf-header-footer", "--print-to-pdf=report.pdf"]);
    let pdf = fs::read(directory.join("report.pdf")).unwrap();
    let pdf = String::from_utf8_lossy(&pdf);
    let pages = pdf.matches("/Type /Page\n").count();
    assert!(pdf.starts_with("%PDF-") && (1..=4).contains(&pages), "{pages} pages");
    assert!(pdf.contains("/Type /Font"), "no text");
}

/// The pictures of a page are made again by `tests/regenerate`, which needs the browser; the bytes of a
/// picture depend on its version.
#[test]
fn the_pictures_of_the_page_exist() {
    let pictures = [("docs/images/report.png", false), ("docs/images/report-dark.png", true)];
    let pictures = pictures.map(|(file, dark)| (generated::in_repository(file), dark));
    if generated::is_asked_for() {
        let t = Meetctl::empty(Engine::Sqlite);
        let directory = t.directory();
        let Some(browser) = Browser::find(&directory) else { return };
        t.cmd(["demo", "--keep", "demo.db"]).env("TZ", "Europe/Berlin").run().success();
        let args = ["--db", "demo.db", "--tz", "Europe/Berlin", "report", "-o", "report.html"];
        t.run(args).success();
        for (file, dark) in &pictures {
            let file = file.to_str().unwrap();
            browser.picture("report.html", file, "--window-size=900,1040", *dark);
        }
    }
    for (file, _) in &pictures {
        assert!(fs::read(file).unwrap().starts_with(b"\x89PNG"), "{}", file.display());
    }
}
