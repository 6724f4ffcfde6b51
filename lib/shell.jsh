//DEPS ../scripts/doctor.java
import java.nio.file.Path
import compose.*
import dockerfile.*
import report.*
import tree.*

Tree open(String root) throws Exception {
    return Tree.open(Path.of(root));
}

List<Finding> check(Analysis analysis, Tree tree) {
    var pass = analysis.begin(tree);
    tree.scan(List.of(pass));
    return pass.findings();
}

System.out.println("tree = open(\".\"); check(Dockerfiles.DEFAULT, tree); Compose.scan(tree).projects()")
