"""What a build costs, stage by stage, as corpora grow, beside tools that do a part of it."""
