"""What was done here, for auditors: who, what, on which day. Nothing of it leads to a report or opens one."""
