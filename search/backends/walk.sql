-- The keys of the entries that say what was asked, between two keys, the newest or the oldest first, at most so many. Where
-- the walk ends before all was looked into, because its seconds have passed and it has enough, or they have passed three
-- times, the last row is NULL.
--
-- PostgreSQL guesses wrongly how often a word occurs, and then walks or sorts millions of rows. So this looks into one
-- window of time after another and stops when it has enough. It begins with months; where three of them held little
-- (a year would not fill the cap), it goes on by years, and where a year held much, by months again. So a rare word
-- costs a look a year, and a common one reads no more than the months that hold what is shown.
--
-- waiting: keys of entries whose instant has not come. The order by an expression keeps the planner from walking
-- the keys row by row.
DROP FUNCTION IF EXISTS search_walk(tsquery, bigint, bigint, integer, real, boolean, bigint[]);  -- of earlier releases
CREATE OR REPLACE FUNCTION search_walk(
    asked tsquery, lowest bigint, highest bigint, most integer, seconds real, enough integer, oldest_first boolean,
    waiting bigint[]
) RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 1000
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
DECLARE
    much CONSTANT integer := 4000;  -- answers in a year
    began CONSTANT timestamptz := clock_timestamp();
    until CONSTANT timestamptz := began + make_interval(secs => seconds);
    latest CONSTANT timestamptz := began + make_interval(secs => 3 * seconds);
    part search_windows;
    first bigint;
    last bigint;
    done bigint;
    wanted tsquery;
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
        found := ARRAY(
            SELECT key FROM search_words
            WHERE vector @@ wanted AND key BETWEEN greatest(first, lowest) AND least(last, highest)
            AND key <> ALL (waiting)
            ORDER BY CASE WHEN oldest_first THEN key ELSE -key END LIMIT most
        );
        RETURN QUERY SELECT unnest(found);
        most := most - cardinality(found);
        enough := enough - cardinality(found);
        EXIT WHEN most <= 0;
        IF clock_timestamp() > latest OR enough <= 0 AND clock_timestamp() > until THEN
            RETURN NEXT NULL;
            EXIT;
        END IF;
        IF by_month THEN
            months := months + 1;
            held := held + cardinality(found);
            IF months = 3 THEN
                by_month := held * 4 > much;
                months := 0;
                held := 0;
            END IF;
        ELSE
            by_month := cardinality(found) > much;
        END IF;
        done := CASE WHEN oldest_first THEN last ELSE first END;
    END LOOP;
END $$;
