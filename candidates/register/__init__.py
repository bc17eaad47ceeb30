"""The ministry's existing register: sheets of people, read, compared with the files, taken over."""
