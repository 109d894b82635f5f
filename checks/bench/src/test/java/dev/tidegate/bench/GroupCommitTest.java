package dev.tidegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private final List<List<Long>> commits = new CopyOnWriteArrayList<>();

    private final GroupCommit log = new GroupCommit(new GroupCommit.Library() {
        @Override
        public void commit(List<Long> numbers) throws IOException {
            if (numbers.contains(13L)) {
                throw new IOException("refused");
            }
            commits.add(numbers);
        }

        @Override
        public void close() {}
    });

    @Test
    void append_byOneCaller_isACommitOfItsOwn() throws Exception {
        log.append(1);
        log.append(2);

        assertThat(commits).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void append_byMany_commitsEachOnce() throws Exception {
        List<Callable<Boolean>> work = new ArrayList<>();
        for (long number = 100; number < 300; number++) {
            long mine = number;
            work.add(() -> {
                log.append(mine);
                return commits.stream().anyMatch(commit -> commit.contains(mine));
            });
        }
        try (ExecutorService callers = Entrant.callers(8)) {
            for (Future<Boolean> each : callers.invokeAll(work)) {
                assertThat(each.get()).isTrue();
            }
        }

        assertThat(commits.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(100, 300).boxed().toList());
    }

    @Test
    void append_thatIsRefused_isThrown() {
        assertThatThrownBy(() -> log.append(13)).isInstanceOf(IOException.class);
    }
}
