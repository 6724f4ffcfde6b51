package bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A cost of ours against that of a peer, measured in turns so that a busy machine slows both.
 *
 * @param name   by which it is chosen
 * @param what   what is compared with what
 * @param unit   of both costs
 * @param rounds pairs of measurements that count; two of ours and one of the peer go before, because the launcher makes
 *               the archive of a program's classes in the second run
 * @param limit  the highest median of the ratios ours / peer that is accepted
 */
record Comparison(String name, String what, String unit, int rounds, double limit, Measurement ours, Measurement peer) {

    /** Does the work once and gives what it cost. */
    interface Measurement {
        double measure() throws Exception;
    }

    /** The medians of the costs and of their ratios. */
    record Result(Comparison comparison, double ours, double peer, double ratio, double lowest, double highest) {

        boolean withinLimit() {
            return ratio <= comparison.limit();
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%-4s %-12s ratio %.2f (limit %.2f; %.2f to %.2f in %d rounds): %.0f %s against %.0f %s; %s",
                    withinLimit() ? "pass" : "FAIL", comparison.name(), ratio, comparison.limit(), lowest, highest,
                    comparison.rounds(), ours, comparison.unit(), peer, comparison.unit(), comparison.what());
        }
    }

    Result run() throws Exception {
        ours.measure();
        ours.measure();
        peer.measure();
        List<double[]> pairs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            pairs.add(new double[] {ours.measure(), peer.measure()});
        }
        double[] ratios = pairs.stream().mapToDouble(pair -> pair[0] / pair[1]).sorted().toArray();
        return new Result(this, median(pairs.stream().mapToDouble(pair -> pair[0]).toArray()),
                median(pairs.stream().mapToDouble(pair -> pair[1]).toArray()),
                median(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
