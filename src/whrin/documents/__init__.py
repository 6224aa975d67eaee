"""Documents: what people upload, made safe; what files hold, made readable.

Purpose: pictures without EXIF or position, PDFs without scripts, attachments or metadata, text out of PDFs;
all parsing in a child process with limits of memory and time. Not its purpose: which record a file belongs
to. To remember: refuse what cannot be verified; SVG is always refused.
"""
