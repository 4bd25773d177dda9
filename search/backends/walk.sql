-- The keys of the entries that say what was asked, between two keys, the newest or the oldest first, at most so many.
-- Where the walk ends before all was looked into, because so many seconds have passed since the database was asked and
-- it has enough, or three times as many, the last row is NULL.
--
-- PostgreSQL guesses wrongly how often a word occurs, and then walks or sorts millions of rows. So this looks into one
-- window of time after another and stops when it has enough. It begins with months; where three of them held little
-- (a year would not fill the cap), it goes on by years, and where a year held much, by months again. So a rare word
-- costs a look a year, and a common one reads no more than the months that hold what is shown. A month that held little
-- and took long takes as long as its year, for it is not its rows that do: the walk goes on by years at once.
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
    long CONSTANT interval := '3 ms';  -- for a month that holds little
    slice CONSTANT integer := CASE WHEN exact IS NULL THEN most ELSE 50 END;
    began CONSTANT timestamptz := statement_timestamp();  -- of the first where several are walked one after the other
    until CONSTANT timestamptz := began + make_interval(secs => seconds);
    latest CONSTANT timestamptz := began + make_interval(secs => 3 * seconds);
    part search_windows;
    first bigint;
    last bigint;
    done bigint;
    looked timestamptz;
    wanted tsquery;
    candidates bigint[];
    found bigint[];
    by_month boolean := true;
    months integer := 0;
    held integer := 0;
BEGIN
    FOR part IN
        SELECT * FROM search_windows WHERE low <= highest AND high >= lowest
        ORDER BY CASE WHEN oldest_first THEN low ELSE -low END
    LOOP
        CONTINUE WHEN CASE WHEN oldest_first THEN part.low <= done ELSE part.low >= done END;
        first := CASE WHEN by_month OR oldest_first THEN part.low ELSE part.first_of_year END;
        last := CASE WHEN by_month OR NOT oldest_first THEN part.high ELSE part.last_of_year END;
        wanted := CASE WHEN by_month THEN asked && part.month ELSE asked END;
        looked := clock_timestamp();
        candidates := ARRAY(
            SELECT key FROM search_words
            WHERE vector @@ wanted AND key BETWEEN greatest(first, lowest) AND least(last, highest)
            AND key <> ALL (waiting)
            ORDER BY CASE WHEN oldest_first THEN key ELSE -key END LIMIT CASE WHEN exact IS NULL THEN most END
        );
        held := held + cardinality(candidates);
        IF by_month THEN
            months := months + 1;
            IF months = 3 OR held * 12 < much AND clock_timestamp() - looked > long THEN
                by_month := held * 12 > much * months;
                months := 0;
                held := 0;
            END IF;
        ELSE
            by_month := held > much;
            held := 0;
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
