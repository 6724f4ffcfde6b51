package tree;

/** One thing that a {@link Plan} does to a tree. All paths are relative to the tree's root, with {@code /}. */
public sealed interface Change permits Edit, Move, Create {
    /** The file as it is named before the plan is applied; for {@link Create}, the new file. */
    String path();
}
