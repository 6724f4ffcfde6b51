//JAVA 17+
//JAVAC_OPTIONS -encoding UTF-8 -Xlint:all -Xlint:-processing -Xlint:-requires-automatic -Werror -XDstringConcat=inline
//JAVA_OPTIONS -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8
//DEPS org.slf4j:slf4j-nop:2.0.17
//DEPS info.picocli:picocli:4.7.7
//DEPS com.eclipsesource.minimal-json:minimal-json:0.9.5
