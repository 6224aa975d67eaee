"""Press work: the press room, contacts who agreed, releases sent to them once, what was written."""
