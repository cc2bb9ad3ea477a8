"""How fast the service is and how much it needs, as ratios to something bare on the same machine in the same run."""
