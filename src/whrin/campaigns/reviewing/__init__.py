"""Pages on which those who work on a paper talk about it, sign it off, and share the work.

`people` · `remarks`, `shown` · `deciding` · `tasks` · `own`: what becomes of it.
To remember: what somebody says is opened with her own key; who signed off how is told to nobody but herself.
"""
