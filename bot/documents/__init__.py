"""State to papers: tables and documents people take away."""
