"""Who is who: names across scripts now; speakers in a document and across documents, and roles over time, to come."""
