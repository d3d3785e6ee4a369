using VirshLite.DomainParser;
using VirshLite.Translator.Parsing;

namespace VirshLite.Translator.Tests.Comparing;

public class ParsedCommandSpecs
{
    private const string Log = """
        2024-03-01 10:00:00.123+0000: starting up libvirt version: 9.0.0, package: x, qemu version: 7.2.22Debian, kernel: 6.1, hostname: h
        LC_ALL=C \
        PATH=/bin \
        /usr/bin/qemu-system-x86_64 \
        -name guest=first,debug-threads=on \
        -S
        2024-03-01 10:00:01.000+0000: Domain id=1 is tainted: host-cpu
        qemu says something: starting up the engine
        2024-03-01 10:00:02.000+0000: shutting down, reason=destroyed
        2024-03-02 10:00:00.123+0000: starting up libvirt version: 9.0.0, qemu version: 7.2.22, kernel: 6.1, hostname: h
        LC_ALL=C \
        /usr/bin/qemu-system-x86_64 \
        -name guest=second,debug-threads=on \
        -append 'a b' \
        -msg timestamp=on
        char device redirected to /dev/pts/1 (label charserial0)
        """;

    [Fact]
    public void The_last_start_of_a_log_counts()
    {
        ParsedCommand command = ParsedCommand.Parse(Log);

        command.Environment.ShouldBe([new("LC_ALL", "C")]);
        command.Binary.ShouldBe("/usr/bin/qemu-system-x86_64");
        command.Arguments.ShouldBe(["-name", "guest=second,debug-threads=on", "-append", "a b", "-msg", "timestamp=on"]);
    }

    [Theory]
    [InlineData("A=b /bin/q -S -append 'x y'")]
    [InlineData("A=b \\\n/bin/q \\\n-S \\\n-append 'x y'\n")]
    [InlineData("A=b\n/bin/q\n-S\n-append\nx y\n")]
    [InlineData("A=b\0/bin/q\0-S\0-append\0x y\0")]
    [InlineData("""{ "environment": { "A": "b" }, "binary": "/bin/q", "arguments": ["-S", "-append", "x y"] }""")]
    public void Every_form_is_known(string text)
    {
        ParsedCommand command = ParsedCommand.Parse(text);

        command.Environment.ShouldBe([new("A", "b")]);
        command.Binary.ShouldBe("/bin/q");
        command.Arguments.ShouldBe(["-S", "-append", "x y"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A=b")]
    [InlineData("-S -append")]
    [InlineData("{ \"a\": 1 }")]
    public void What_is_no_command_is_refused(string text) =>
        Should.Throw<DomainException>(() => ParsedCommand.Parse(text)).Message.ShouldStartWith("no command line was found");
}
