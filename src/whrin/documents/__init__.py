"""Documents: what people upload, made safe; what files hold, made readable; what pages say, made into files.

Purpose: pictures without EXIF or position, PDFs without scripts, attachments or metadata, text out of PDFs;
tagged PDF, DOCX, ODT and EPUB out of HTML (`printing`). All parsing and setting in a child process with
limits of memory and time. Not its purpose: which record a file belongs to. To remember: refuse what cannot be
verified; an uploaded SVG is always refused.
"""
