"""Questions at the desk: workbooks in and out, what is wrong with them, files, preview, editor, publishing.

Purpose: what an author does with a form's sheets until they are a version. Not its purpose: reading and
converting (`xlsform`), what a version means (`xform`), answers. To remember: what was uploaded stays as
`Form.sheets_in_work`, also with faults; nothing here is public before it is published; long forms are judged
and published by a task, and the page says how far it is.
"""
