"""What a plan leaves open or says against itself: findings, never verdicts."""
