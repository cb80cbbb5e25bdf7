-- show
SELECT {MEETING} FROM meetings WHERE id = 5;
SELECT meeting_id, user_id FROM meeting_participants WHERE meeting_id = 5 ORDER BY user_id;
SELECT {USER} FROM users WHERE id IN ({= SELECT group_concat(id) FROM (
  SELECT created_by AS id FROM meetings WHERE id = 5
  UNION SELECT user_id FROM meeting_participants WHERE meeting_id = 5)});
-- list
SELECT {MEETING} FROM meetings ORDER BY start_time, id LIMIT 20;
SELECT {MEETING} FROM meetings
  WHERE start_time = '{= SELECT start_time FROM meetings ORDER BY start_time, id LIMIT 1 OFFSET 19}'
  ORDER BY id LIMIT 20;
SELECT meeting_id, user_id FROM meeting_participants
  WHERE meeting_id IN ({= SELECT group_concat(id) FROM (
    SELECT id FROM meetings ORDER BY start_time, id LIMIT 20)})
  ORDER BY meeting_id, user_id;
SELECT {USER} FROM users WHERE id IN ({= WITH page AS (
  SELECT id, created_by FROM meetings ORDER BY start_time, id LIMIT 20)
  SELECT group_concat(id) FROM (SELECT created_by AS id FROM page
    UNION SELECT user_id FROM meeting_participants WHERE meeting_id IN (SELECT id FROM page))});
SELECT COUNT(*) FROM (SELECT 1 FROM meetings
  WHERE start_time >= '{= SELECT start_time FROM meetings ORDER BY start_time, id LIMIT 1 OFFSET 19}'
  AND (start_time > '{= SELECT start_time FROM meetings ORDER BY start_time, id LIMIT 1 OFFSET 19}'
    OR id > {= SELECT id FROM meetings ORDER BY start_time, id LIMIT 1 OFFSET 19})
  LIMIT 1001);
-- stats of {user}
SELECT {USER} FROM users WHERE id = {user};
SELECT COUNT(*), SUM(unixepoch(end_time) - unixepoch(start_time)) FROM meetings
  WHERE created_by = {user};
SELECT COUNT(*) FROM meeting_participants WHERE user_id = {user};
-- stats of {hot}
SELECT {USER} FROM users WHERE id = {hot};
SELECT COUNT(*), SUM(unixepoch(end_time) - unixepoch(start_time)) FROM meetings
  WHERE created_by = {hot};
SELECT COUNT(*) FROM meeting_participants WHERE user_id = {hot};
-- overlaps of {user}
SELECT {MEETING} FROM meetings
  WHERE start_time < '2026-03-09 00:00:00.000000' AND end_time > '2026-03-02 00:00:00.000000'
  AND (created_by = {user} OR EXISTS (SELECT 1 FROM meeting_participants p
    WHERE p.meeting_id = meetings.id AND p.user_id = {user}));
-- overlaps of {hot}
SELECT {MEETING} FROM meetings WHERE id IN (
  SELECT id FROM meetings WHERE created_by = {hot} AND status <> 'cancelled'
    AND start_time < '2026-03-05 00:00:00.000000' AND end_time > '2026-03-04 00:00:00.000000'
  UNION SELECT m.id FROM meeting_participants p JOIN meetings m ON m.id = p.meeting_id
    WHERE p.user_id = {hot} AND status <> 'cancelled'
    AND start_time < '2026-03-05 00:00:00.000000' AND end_time > '2026-03-04 00:00:00.000000')
  ORDER BY start_time, id;
-- monthly
SELECT CAST(strftime('%m', start_time) AS INTEGER) AS month, COUNT(id) FROM meetings
  WHERE CAST(strftime('%Y', start_time) AS INTEGER) = 2025 GROUP BY month ORDER BY month;
-- active
SELECT u.id, u.name, u.email, u.created_at, u.updated_at, COUNT(m.id) AS attended
  FROM users u JOIN meeting_participants p ON p.user_id = u.id
  JOIN meetings m ON m.id = p.meeting_id GROUP BY u.id ORDER BY attended DESC LIMIT 10;
-- export csv SQLite
SELECT m.uid, m.title, m.description, m.start_time, m.end_time, m.status, c.email,
  (SELECT group_concat(u.email, ';') FROM meeting_participants p
    JOIN users u ON u.id = p.user_id WHERE p.meeting_id = m.id)
  FROM meetings m JOIN users c ON c.id = m.created_by ORDER BY m.start_time, m.id;
-- export csv MariaDB
SELECT m.uid, m.title, m.description, m.start_time, m.end_time, m.status, c.email,
  (SELECT group_concat(u.email SEPARATOR ';') FROM meeting_participants p
    JOIN users u ON u.id = p.user_id WHERE p.meeting_id = m.id)
  FROM meetings m JOIN users c ON c.id = m.created_by ORDER BY m.start_time, m.id;
-- export csv PostgreSQL
SELECT m.uid, m.title, m.description, m.start_time, m.end_time, m.status, c.email,
  string_agg(u.email, ';')
  FROM meetings m JOIN users c ON c.id = m.created_by
  LEFT JOIN meeting_participants p ON p.meeting_id = m.id LEFT JOIN users u ON u.id = p.user_id
  GROUP BY m.id, c.id ORDER BY m.start_time, m.id;
-- export jsonl SQLite
SELECT m.uid, m.title, m.description, m.start_time, m.end_time, m.status, c.name, c.email,
  (SELECT group_concat(u.name || ' ' || u.email, ';') FROM meeting_participants p
    JOIN users u ON u.id = p.user_id WHERE p.meeting_id = m.id)
  FROM meetings m JOIN users c ON c.id = m.created_by ORDER BY m.start_time, m.id;
-- export jsonl MariaDB
SELECT m.uid, m.title, m.description, m.start_time, m.end_time, m.status, c.name, c.email,
  (SELECT group_concat(u.name, ' ', u.email SEPARATOR ';') FROM meeting_participants p
    JOIN users u ON u.id = p.user_id WHERE p.meeting_id = m.id)
  FROM meetings m JOIN users c ON c.id = m.created_by ORDER BY m.start_time, m.id;
-- export jsonl PostgreSQL
SELECT m.uid, m.title, m.description, m.start_time, m.end_time, m.status, c.name, c.email,
  string_agg(u.name || ' ' || u.email, ';')
  FROM meetings m JOIN users c ON c.id = m.created_by
  LEFT JOIN meeting_participants p ON p.meeting_id = m.id LEFT JOIN users u ON u.id = p.user_id
  GROUP BY m.id, c.id ORDER BY m.start_time, m.id;
-- self-join SQLite
CREATE TEMPORARY TABLE attendances AS
  SELECT created_by AS user_id, id, start_time, end_time FROM meetings WHERE status <> 'cancelled'
  UNION SELECT p.user_id, m.id, m.start_time, m.end_time
  FROM meeting_participants p JOIN meetings m ON m.id = p.meeting_id WHERE m.status <> 'cancelled';
CREATE INDEX attendances_by_user ON attendances (user_id, start_time);
SELECT u.email, a.id, b.id, b.start_time, min(a.end_time, b.end_time),
  (unixepoch(min(a.end_time, b.end_time)) - unixepoch(b.start_time)) / 60
  FROM attendances a JOIN attendances b ON a.user_id = b.user_id
  AND a.start_time < b.end_time AND b.start_time < a.end_time AND b.start_time >= a.start_time
  AND (a.start_time, a.id) < (b.start_time, b.id) JOIN users u ON u.id = a.user_id;
-- self-join PostgreSQL
CREATE TEMPORARY TABLE attendances AS
  SELECT created_by AS user_id, id, start_time, end_time FROM meetings WHERE status <> 'cancelled'
  UNION SELECT p.user_id, m.id, m.start_time, m.end_time
  FROM meeting_participants p JOIN meetings m ON m.id = p.meeting_id WHERE m.status <> 'cancelled';
CREATE INDEX attendances_by_user ON attendances (user_id, start_time);
ANALYZE attendances;
SELECT u.email, a.id, b.id, b.start_time, LEAST(a.end_time, b.end_time),
  (EXTRACT(EPOCH FROM LEAST(a.end_time, b.end_time) - b.start_time) / 60)::bigint
  FROM attendances a JOIN attendances b ON a.user_id = b.user_id
  AND a.start_time < b.end_time AND b.start_time < a.end_time AND b.start_time >= a.start_time
  AND (a.start_time, a.id) < (b.start_time, b.id) JOIN users u ON u.id = a.user_id;
-- self-join MariaDB
CREATE TEMPORARY TABLE attendances AS
  SELECT created_by AS user_id, id, start_time, end_time FROM meetings WHERE status <> 'cancelled'
  UNION SELECT p.user_id, m.id, m.start_time, m.end_time
  FROM meeting_participants p JOIN meetings m ON m.id = p.meeting_id WHERE m.status <> 'cancelled';
CREATE INDEX attendances_by_user ON attendances (user_id, start_time);
SELECT u.email, a.id, b.id, b.start_time, LEAST(a.end_time, b.end_time),
  TIMESTAMPDIFF(MINUTE, b.start_time, LEAST(a.end_time, b.end_time))
  FROM attendances a JOIN attendances b ON a.user_id = b.user_id
  AND a.start_time < b.end_time AND b.start_time < a.end_time AND b.start_time >= a.start_time
  AND (a.start_time, a.id) < (b.start_time, b.id) JOIN users u ON u.id = a.user_id;
