//! PostgreSQL records what depends on what, and refuses to drop what something else needs.

use sea_orm::{ConnectionTrait, DbErr, Value};

use super::super::{query, text};
use super::{Changed, Found};
use crate::script::SchemaObject;

pub(super) async fn dependents<C: ConnectionTrait>(
    db: &C,
    changed: &Changed,
) -> Result<Vec<String>, DbErr> {
    let mut values: Vec<Value> = Vec::new();
    let mut rows = Vec::new();
    let mut ask = |kind: &str, table: &str, name: &str| {
        values.extend([kind, table, name].map(Value::from));
        let n = values.len();
        let marks = [n - 2, n - 1, n].map(|n| format!("CAST(${n} AS TEXT)"));
        rows.push(format!("({})", marks.join(", ")));
    };
    for object in &changed.dropped {
        match object {
            SchemaObject::Table(table) => ask("table", table, table),
            SchemaObject::Column(table, name) => ask("column", table, name),
            SchemaObject::Index(table, name) => ask("index", table, name),
            SchemaObject::Constraint(table, name) => ask("constraint", table, name),
        }
    }
    for (table, name) in &changed.retyped {
        ask("retyped", table, name);
    }
    let sql = SQL.replace("ASKED", &rows.join(", "));
    let mut found = Found::default();
    for row in query(db, &sql, values).await? {
        found.add(&text(&row, 0)?, &text(&row, 1)?);
    }
    Ok(found.0)
}

/// `target` is dropped by a statement, `gone` goes with it; a column is dropped before its table (`whole`). What remains and needs any of that stops
/// the statement. Of what goes, listed are rules, policies, triggers and publications of a table, and
/// what belongs to a column and to others: indexes, constraints, statistics. A column that gets
/// another type keeps its constraints and indexes; what else uses it stops that too.
const SQL: &str = "\
    WITH RECURSIVE asked (kind, relation, name) AS (VALUES ASKED), \
    ours AS (SELECT c.oid, c.relname, c.reltype FROM pg_class c \
      JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema()), \
    changed AS (SELECT a.kind, o.oid AS objid, o.reltype, c.attnum FROM asked a \
      JOIN ours o ON o.relname = a.relation \
      JOIN pg_attribute c ON c.attrelid = o.oid AND c.attname = a.name AND c.attnum > 0 \
      WHERE a.kind IN ('column', 'retyped')), \
    target (classid, objid, objsubid, whole) AS ( \
      SELECT CAST('pg_class'::regclass AS oid), o.oid, 0, a.kind = 'table' FROM asked a JOIN ours o ON o.relname = a.name \
      WHERE a.kind IN ('table', 'index') \
      UNION SELECT 'pg_class'::regclass, objid, attnum, false FROM changed WHERE kind = 'column' \
      UNION SELECT 'pg_constraint'::regclass, k.oid, 0, false FROM asked a JOIN ours o ON o.relname = a.relation \
      JOIN pg_constraint k ON k.conrelid = o.oid AND k.conname = a.name WHERE a.kind = 'constraint'), \
    gone AS (SELECT * FROM target UNION SELECT d.classid, d.objid, d.objsubid, g.whole FROM pg_depend d \
      JOIN gone g ON d.refclassid = g.classid AND d.refobjid = g.objid \
      AND (g.objsubid = 0 OR d.refobjsubid = g.objsubid) WHERE d.deptype IN ('a', 'i', 'P', 'S')), \
    found AS ( \
      SELECT d.* FROM pg_depend d JOIN gone g ON d.refclassid = g.classid AND d.refobjid = g.objid \
      AND (g.objsubid = 0 OR d.refobjsubid = g.objsubid) WHERE d.deptype = 'n' \
      AND NOT EXISTS (SELECT 1 FROM gone o WHERE o.classid = d.classid AND o.objid = d.objid \
      AND o.objsubid IN (0, d.objsubid) AND (g.whole OR NOT o.whole)) \
      UNION SELECT d.* FROM pg_depend d JOIN target g ON d.refclassid = g.classid \
      AND d.refobjid = g.objid AND d.refobjsubid = g.objsubid \
      WHERE d.deptype = 'a' AND g.objsubid > 0 \
      AND NOT EXISTS (SELECT 1 FROM target o WHERE o.classid = d.classid AND o.objid = d.objid \
      AND o.objsubid = d.objsubid AND NOT o.whole) \
      AND NOT EXISTS (SELECT 1 FROM pg_attrdef f WHERE d.classid = 'pg_attrdef'::regclass \
      AND f.oid = d.objid AND f.adrelid = g.objid AND f.adnum = g.objsubid) \
      AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE d.classid = 'pg_constraint'::regclass \
      AND k.oid = d.objid AND k.contype = 'n') \
      UNION SELECT d.* FROM pg_depend d JOIN target g ON d.refclassid = g.classid \
      AND d.refobjid = g.objid WHERE d.deptype = 'a' AND g.objsubid = 0 AND (d.classid IN \
      ('pg_policy'::regclass, 'pg_publication_rel'::regclass, 'pg_rewrite'::regclass) \
      OR EXISTS (SELECT 1 FROM pg_trigger t WHERE d.classid = 'pg_trigger'::regclass \
      AND t.oid = d.objid AND NOT t.tgisinternal)) \
      UNION SELECT d.* FROM pg_depend d JOIN changed c ON c.kind = 'retyped' \
      AND d.refclassid = 'pg_class'::regclass AND d.refobjid = c.objid AND d.refobjsubid = c.attnum \
      WHERE d.deptype = 'n' AND d.classid <> 'pg_constraint'::regclass \
      UNION SELECT d.* FROM pg_depend d JOIN changed c ON c.kind = 'retyped' \
      AND d.refclassid = 'pg_type'::regclass AND d.refobjid = c.reltype \
      WHERE d.classid = 'pg_class'::regclass \
      UNION SELECT d.* FROM pg_depend d JOIN changed c ON d.refclassid = 'pg_class'::regclass \
      AND d.refobjid = c.objid JOIN pg_inherits i ON i.inhparent = c.objid AND i.inhrelid = d.objid \
      WHERE d.classid = 'pg_class'::regclass) \
    SELECT COALESCE( \
      (SELECT pg_describe_object('pg_class'::regclass, r.ev_class, 0) FROM pg_rewrite r \
      WHERE d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid AND r.rulename = '_RETURN'), \
      (SELECT pg_describe_object('pg_class'::regclass, f.adrelid, f.adnum) FROM pg_attrdef f \
      WHERE d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid), \
      pg_describe_object(d.classid, d.objid, d.objsubid)), \
      pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid) FROM found d \
    ORDER BY 1, d.refobjsubid DESC, 2";
