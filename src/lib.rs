//! meetctl administers the database of a meeting scheduler.
