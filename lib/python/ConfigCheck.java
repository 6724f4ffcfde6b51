//SOURCES ../Deps.java
//SOURCES ../report/Report.java
//SOURCES ../tree/Tree.java
//SOURCES Annotations.java
//SOURCES Arguments.java
//SOURCES Atoms.java
//SOURCES Attributes.java
//SOURCES Body.java
//SOURCES Bounds.java
//SOURCES Branches.java
//SOURCES Calls.java
//SOURCES ClassBody.java
//SOURCES ClassDef.java
//SOURCES ConfigOptions.java
//SOURCES Conclusion.java
//SOURCES ConfigPass.java
//SOURCES ConfigRules.java
//SOURCES Cursor.java
//SOURCES Defaults.java
//SOURCES Evaluator.java
//SOURCES Existing.java
//SOURCES Expr.java
//SOURCES Exports.java
//SOURCES ExpressionUses.java
//SOURCES Expressions.java
//SOURCES FieldFunction.java
//SOURCES FieldStyle.java
//SOURCES Findings.java
//SOURCES Flow.java
//SOURCES FunctionDef.java
//SOURCES Guards.java
//SOURCES Imports.java
//SOURCES Inference.java
//SOURCES Inheritance.java
//SOURCES KnownBase.java
//SOURCES Lexer.java
//SOURCES Mending.java
//SOURCES Misplaced.java
//SOURCES Mocks.java
//SOURCES Module.java
//SOURCES Mutations.java
//SOURCES Names.java
//SOURCES Narrowing.java
//SOURCES Nearest.java
//SOURCES Parameters.java
//SOURCES Parser.java
//SOURCES Primaries.java
//SOURCES PlannedPass.java
//SOURCES Project.java
//SOURCES Reach.java
//SOURCES ReadCheck.java
//SOURCES Relevance.java
//SOURCES Relocation.java
//SOURCES Scope.java
//SOURCES Selection.java
//SOURCES Shape.java
//SOURCES SimpleStatements.java
//SOURCES StandIns.java
//SOURCES Stmt.java
//SOURCES Strings.java
//SOURCES Substitutes.java
//SOURCES Symbol.java
//SOURCES Syntax.java
//SOURCES Tokens.java
//SOURCES Type.java
//SOURCES Use.java
//SOURCES Uses.java
//SOURCES WordPool.java
//SOURCES Words.java
//SOURCES Worker.java
package python;

import java.util.List;
import report.Analysis;
import report.Rule;
import tree.Tree;

/** Checks that every attribute which Python code reads from a configuration object exists in the class of that object. */
public final class ConfigCheck implements Analysis {
    private final ConfigOptions options;

    public ConfigCheck(ConfigOptions options) {
        this.options = options;
    }

    @Override
    public List<Rule> rules() {
        return ConfigRules.ALL;
    }

    @Override
    public Pass begin(Tree tree) {
        return new ConfigPass(tree, options);
    }
}
