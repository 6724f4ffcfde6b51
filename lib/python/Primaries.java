package python;

import java.util.ArrayList;
import java.util.List;
import python.Expr.Argument;

/** The grammar of primaries: attribute references, calls, subscriptions and slices (The Python Language Reference, chapter 6.3). */
abstract class Primaries extends Atoms {
    /** A chain of calls longer than this would only be written to exhaust the stack. */
    private static final int LONGEST_CHAIN = 2_000;

    Primaries(Cursor cursor) {
        super(cursor);
    }

    /** An atom with the attributes, calls and subscriptions that follow it. */
    final Expr primary() {
        int start = cursor.start();
        Expr value = atom();
        for (int links = 0; cursor.kind() == Tokens.OPERATOR; links++) {
            if (links > LONGEST_CHAIN) {
                throw cursor.error();
            }
            if (cursor.accept(".")) {
                int at = cursor.start();
                value = new Expr.Attribute(value, cursor.expectName(), at, start, cursor.lastEnd());
            } else if (cursor.accept("(")) {
                List<Argument> arguments = arguments();
                value = new Expr.Call(value, arguments, start, cursor.lastEnd());
            } else if (cursor.accept("[")) {
                Expr index = slices();
                cursor.expect("]");
                value = new Expr.Subscript(value, index, start, cursor.lastEnd());
            } else {
                return value;
            }
        }
        return value;
    }

    /** Arguments up to and including the closing parenthesis. */
    final List<Argument> arguments() {
        cursor.descend();
        List<Argument> arguments = new ArrayList<>();
        while (!cursor.accept(")")) {
            int start = cursor.start();
            if (cursor.kind() == Tokens.NAME && cursor.nextIs(Tokens.OPERATOR, "=")) {
                String keyword = cursor.expectName();
                cursor.advance();
                Expr value = named();
                arguments.add(new Argument(keyword, value, start, cursor.lastEnd()));
            } else {
                Expr value = cursor.is("*") || cursor.is("**") ? unpacked() : named();
                if (cursor.is("for") || cursor.is("async")) {
                    value = comprehension('(', List.of(value), start);
                }
                arguments.add(new Argument("", value, start, cursor.lastEnd()));
            }
            if (!cursor.accept(",") && !cursor.is(")")) {
                throw cursor.error();
            }
        }
        cursor.ascend();
        return arguments;
    }

    /** {@code *test} or {@code **test} among arguments, where more may follow the star than in a display. */
    private Expr unpacked() {
        int start = cursor.start();
        boolean mapping = cursor.is("**");
        cursor.advance();
        return new Expr.Starred(test(), mapping, start, cursor.lastEnd());
    }

    private Expr slices() {
        int start = cursor.start();
        List<Expr> elements = new ArrayList<>(List.of(slice()));
        boolean tuple = false;
        while (cursor.accept(",")) {
            tuple = true;
            if (!cursor.is("]")) {
                elements.add(slice());
            }
        }
        return tuple ? new Expr.Sequence('(', elements, start, cursor.lastEnd()) : elements.get(0);
    }

    private Expr slice() {
        int start = cursor.start();
        List<Expr> parts = new ArrayList<>();
        if (!cursor.is(":")) {
            parts.add(element());
            if (!cursor.is(":")) {
                return parts.get(0);
            }
        }
        while (cursor.accept(":")) {
            if (!cursor.is(":") && !cursor.is("]") && !cursor.is(",")) {
                parts.add(test());
            }
        }
        return new Expr.Slice(parts, start, cursor.lastEnd());
    }
}
