"""What shall happen: the timetable as values, its proposals, and how two plans differ."""
