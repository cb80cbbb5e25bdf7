//! What a roll back would lose.

use sea_orm::{DatabaseConnection, DbErr};

use super::transition::named;
use crate::dialect;

/// Says what rolling back the steps `names` would lose in this database: one phrase for
/// each step that loses something, such as `drops 1,500 meetings`. Only reads.
pub async fn losses(db: &DatabaseConnection, names: &[String]) -> Result<Vec<String>, DbErr> {
    let mut phrases = Vec::new();
    for step in named(names) {
        let Some(loss) = step.loss() else { continue };
        if !dialect::exists(db, loss.of).await? {
            continue;
        }
        match dialect::number(db, loss.count).await? {
            0 => {}
            1 => phrases.push(loss.one.to_owned()),
            count => phrases.push(loss.many.replace("{}", &grouped(count))),
        }
    }
    Ok(phrases)
}

/// A number with a comma between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_are_set_apart() {
        for (number, text) in [
            (7, "7"),
            (999, "999"),
            (1_500, "1,500"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(super::grouped(number), text);
        }
    }
}
