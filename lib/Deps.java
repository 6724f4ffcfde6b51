//JAVA 17+
//JAVAC_OPTIONS -Xlint:all -Xlint:-processing -Xlint:-requires-automatic -Werror
//DEPS org.slf4j:slf4j-nop:2.0.17
//DEPS info.picocli:picocli:4.7.7
//DEPS com.eclipsesource.minimal-json:minimal-json:0.9.5
