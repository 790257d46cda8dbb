"""Mail: the second way to reach people, with the same words as in Slack."""
