-- Of whom somebody read, by their ids: whoever asks who read what is held of a person is answered (ADR 0090). Generated but for this line.
ALTER TABLE "personal_reads" ADD COLUMN "persons" uuid[];