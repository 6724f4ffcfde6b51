package python;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import tree.Cores;

/** One of those who look at modules at the same time: what an inference remembers is its own. */
record Worker(Inference inference, Selection selection) {
    private static final int MOST = 8;

    /** As many as there are cores to work on. */
    static List<Worker> of(Project project, ConfigOptions options) {
        return IntStream.range(0, Math.min(Runtime.getRuntime().availableProcessors(), MOST)).mapToObj(number -> {
            Inference inference = new Inference(project);
            return new Worker(inference, new Selection(options, inference));
        }).toList();
    }

    /** What each makes of its share of the modules, which is the same whenever the modules are. */
    static <T> List<T> share(List<Worker> workers, List<Module> modules, BiFunction<Worker, List<Module>, T> work) {
        return Cores.map(workers, worker -> {
            List<Module> mine = new ArrayList<>();
            for (int i = workers.indexOf(worker); i < modules.size(); i += workers.size()) {
                mine.add(modules.get(i));
            }
            return work.apply(worker, mine);
        });
    }
}
