-- The keys of the entries that say what was asked, between two keys, the newest or the oldest first, at most so many.
-- Where the walk ends before all was looked into, because so many seconds have passed since the database was asked and
-- it has enough, or three times as many, the last row is NULL.
--
-- PostgreSQL guesses wrongly how often a word occurs, and then walks or sorts millions of rows. So this looks into one
-- window of time after another and stops when it has enough. It begins with a month. Where that held little (a year of
-- such would not fill the cap), it goes on by years; a year that turns out to hold more than that is left after so many
-- rows, and looked into by months until three of them held little. So a rare word costs a look a year, and a common one
-- reads no more than the months that hold what is shown.
--
-- asked: what the index of words can answer alone. exact: all of the question where that is more, words that follow one
-- another or stand in one column; NULL where it is not. It is looked up in the vectors themselves, fifty at a time:
-- those of articles are long, and kept apart from their rows. "IS TRUE" keeps the planner from asking the index for it.
--
-- waiting: keys of entries whose instant has not come. The order by an expression keeps the planner from walking
-- the keys row by row.
DROP FUNCTION IF EXISTS
    search_walk(tsquery, bigint, bigint, integer, real, boolean, bigint[]),
    search_walk(tsquery, bigint, bigint, integer, real, integer, boolean, bigint[]);  -- of earlier releases
CREATE OR REPLACE FUNCTION search_walk(
    asked tsquery, exact tsquery, lowest bigint, highest bigint, most integer, seconds real, enough integer,
    oldest_first boolean, waiting bigint[]
) RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 1000
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
DECLARE
    much CONSTANT integer := 4000;  -- rows in a year
    slice CONSTANT integer := CASE WHEN exact IS NULL THEN most ELSE 50 END;
    began CONSTANT timestamptz := statement_timestamp();  -- of the first where several are walked one after the other
    until CONSTANT timestamptz := began + make_interval(secs => seconds);
    latest CONSTANT timestamptz := began + make_interval(secs => 3 * seconds);
    part search_windows;
    first bigint;
    last bigint;
    done bigint;
    candidates bigint[];
    found bigint[];
    by_month boolean := true;
    patience integer := 1;
    months integer := 0;
    held integer := 0;
BEGIN
    FOR part IN
        SELECT * FROM search_windows WHERE low <= highest AND high >= lowest
        ORDER BY CASE WHEN oldest_first THEN low ELSE -low END
    LOOP
        CONTINUE WHEN CASE WHEN oldest_first THEN part.low <= done ELSE part.low >= done END;
        IF NOT by_month THEN
            first := CASE WHEN oldest_first THEN part.low ELSE part.first_of_year END;
            last := CASE WHEN oldest_first THEN part.last_of_year ELSE part.high END;
            candidates := ARRAY(
                SELECT key FROM search_words
                WHERE vector @@ asked AND key BETWEEN greatest(first, lowest) AND least(last, highest)
                AND key <> ALL (waiting) LIMIT much + 1
            );
            by_month := cardinality(candidates) > much;
        END IF;
        IF by_month THEN
            first := part.low;
            last := part.high;
            candidates := ARRAY(
                SELECT key FROM search_words
                WHERE vector @@ (asked && part.month) AND key BETWEEN greatest(first, lowest) AND least(last, highest)
                AND key <> ALL (waiting)
                ORDER BY CASE WHEN oldest_first THEN key ELSE -key END LIMIT CASE WHEN exact IS NULL THEN most END
            );
            months := months + 1;
            held := held + cardinality(candidates);
            IF months = patience THEN
                by_month := held * 12 > much * months;
                patience := 3;
                months := 0;
                held := 0;
            END IF;
        ELSE
            candidates := ARRAY(
                SELECT key FROM unnest(candidates) found (key)
                ORDER BY CASE WHEN oldest_first THEN key ELSE -key END LIMIT CASE WHEN exact IS NULL THEN most END
            );
        END IF;
        FOR start IN 1 .. greatest(cardinality(candidates), 1) BY slice LOOP
            found := candidates[start : start + slice - 1];
            IF exact IS NOT NULL THEN
                found := ARRAY(
                    SELECT key FROM search_words
                    WHERE key = ANY (found) AND key BETWEEN first AND last AND (vector @@ exact) IS TRUE
                    ORDER BY CASE WHEN oldest_first THEN key ELSE -key END LIMIT most
                );
            END IF;
            RETURN QUERY SELECT unnest(found);
            most := most - cardinality(found);
            enough := enough - cardinality(found);
            IF most <= 0 THEN
                RETURN;
            END IF;
            IF clock_timestamp() > latest OR enough <= 0 AND clock_timestamp() > until THEN
                RETURN NEXT NULL;
                RETURN;
            END IF;
        END LOOP;
        done := CASE WHEN oldest_first THEN last ELSE first END;
    END LOOP;
END $$;
