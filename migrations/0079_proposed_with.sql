-- By which token or session a proposal was made: the second person comes by another. Generated but for this line.
ALTER TABLE "proposals" ADD COLUMN "proposed_with" text;
