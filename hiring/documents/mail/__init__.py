"""Mails for a person to send: drafts with files attached, invitations, and a company's own words.

Nothing here sends anything. Import the module that is needed; each loads only what it uses.
"""
