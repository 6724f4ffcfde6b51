package tree;

/**
 * Moves a file with its mode; an {@link Edit} of the same plan that names the old path applies to the moved text.
 *
 * @param path where the file is
 * @param to   where it goes; must not exist
 */
public record Move(String path, String to) implements Change {}
