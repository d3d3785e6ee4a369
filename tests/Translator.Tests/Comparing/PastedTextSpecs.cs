using VirshLite.DomainParser;
using VirshLite.Translator.Parsing;

namespace VirshLite.Translator.Tests.Comparing;

/// <summary>The forms in which command lines are found in bug reports, mails and terminals.</summary>
public sealed class PastedTextSpecs
{
    private const string Device = """{"driver":"qemu-xhci","id":"usb","bus":"pcie.0","addr":"0x2"}""";
    private static readonly string[] Expected = ["-name", "guest=a", "-S"];

    public static TheoryData<string, string> Forms() => new()
    {
        { "ps -ef", "qemu     21866     1 10 19:26 ?        00:00:00 /usr/bin/qemu-system-x86_64 -name guest=a -S\n" },
        { "ps aux",
            "USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND\nqemu 1 0.0 1.2 5 6 ? Sl May02 12:00 /usr/bin/qemu-system-x86_64 -name guest=a -S\n" },
        { "ps and its grep", "qemu 21866 1 10 19:26 ? 00:00:00 /usr/bin/qemu-system-x86_64 -name guest=a -S\nroot 3 2 0 19:27 pts/0 00:00:00 grep qemu-kvm\n" },
        { "a pid and a command", "21866 /usr/bin/qemu-system-x86_64 -name guest=a -S" },
        { "NUL", "/usr/bin/qemu-system-x86_64\0-name\0guest=a\0-S\0" },
        { "a log before 1.3",
            "2012-05-06 13:37:30.708+0000: starting up\n"
            + "LC_ALL=C PATH=/bin /usr/bin/qemu-system-x86_64 -name guest=a -S\nchar device redirected to /dev/pts/0\n" },
        { "an indented log",
            "    2024-05-06 13:37:30.708+0000: starting up libvirt version: 10.0.0\n    LC_ALL=C \\\n    /usr/bin/qemu-system-x86_64 \\\n    -name guest=a "
            + "\\\n    -S\n    2024-05-06T13:37:31.2Z qemu-system-x86_64: warning: x\n" },
        { "a debug log",
            "2013-01-01 10:00:00.000+0000: 12: debug : virCommandRunAsync:2406 : About to run LC_ALL=C /usr/bin/qemu-system-x86_64 -name guest=a -S\n" },
        { "a quoted mail", "> /usr/bin/qemu-system-x86_64 \\\n> -name guest=a \\\n> -S\n" },
        { "a mail quoted twice", ">> /usr/bin/qemu-system-x86_64 -name guest=a\n>> -S\n" },
        { "a prompt", "$ /usr/bin/qemu-system-x86_64 -name guest=a -S" },
        { "root's prompt", "# /usr/bin/qemu-system-x86_64 -name guest=a -S" },
        { "a prompt with a host", "root@host:~# /usr/bin/qemu-system-x86_64 -name guest=a -S" },
        { "sudo", "sudo /usr/bin/qemu-system-x86_64 -name guest=a -S" },
        { "blanks behind the backslash", "/usr/bin/qemu-system-x86_64 \\  \n  -name guest=a \\ \n  -S\n" },
        { "a script", "#!/bin/sh\n# the guest\nNAME=a\nexec /usr/bin/qemu-system-x86_64 \\\n  -name guest=$NAME \\\n  -S \"$@\"\n" },
        { "lines broken between words", "/usr/bin/qemu-system-x86_64 -name\nguest=a\n-S\n" },
        { "Windows line ends", "/usr/bin/qemu-system-x86_64 \\\r\n-name guest=a \\\r\n-S\r\n" },
        { "one argument a line", "/usr/bin/qemu-system-x86_64\n-name\nguest=a\n-S\n" },
        { "JSON", """{"binary": "/usr/bin/qemu-system-x86_64", "arguments": ["-name", "guest=a", "-S"]}""" },
        { "a forest of ps", "root 21866  1.0  0.1 1 1 ?  Sl   10:00   0:10  |   \\_ /usr/bin/qemu-system-x86_64 -name guest=a -S\n" },
        { "systemctl status", "   CGroup: /machine.slice\n           └─21866 /usr/bin/qemu-system-x86_64 -name guest=a -S\n\nNov 28 systemd[1]: Started.\n" },
        { "a list of Python's", "INFO Running: ['/usr/bin/qemu-system-x86_64', '-name', 'guest=a', '-S']\n" },
        { "a list in JSON", """["/usr/bin/qemu-system-x86_64", "-name", "guest=a", "-S"]""" },
        { "strace", "1 execve(\"/usr/bin/qemu-system-x86_64\", [\"/usr/bin/qemu-system-x86_64\", \"-name\", \"guest=a\", \"-S\"], 0x7 /* 2 vars */) = 0\n" },
        { "the audit log", "type=EXECVE msg=audit(1.2:3): argc=4 a0=\"/usr/bin/qemu-system-x86_64\" a1=\"-name\" a2=67756573743D61 a3=\"-S\"\n" },
        { "a shell's trace", "+ exec /usr/bin/qemu-system-x86_64 -name guest=a -S\n" },
        { "wrappers before it", "ip netns exec blue taskset -c 0-3 nice /usr/bin/qemu-system-x86_64 -name guest=a -S\n" },
        { "a redirection and a pipe", "/usr/bin/qemu-system-x86_64 -name guest=a -S 2>&1 | tee /tmp/log\n" },
        { "the background", "/usr/bin/qemu-system-x86_64 -name guest=a -S > /dev/null &\necho started\n" },
        { "a loop", "while true; do /usr/bin/qemu-system-x86_64 -name guest=a -S; done\n" },
        { "quoted-printable mail", "/usr/bin/qemu-system-x86_64 -name =\nguest=3Da -S\n" },
        { "HTML", "<pre>&quot;/usr/bin/qemu-system-x86_64&quot; -name &quot;guest=a&quot; -S</pre>\n" },
        { "a fence", "It fails:\n```console\n$ /usr/bin/qemu-system-x86_64 -name guest=a -S\n```\n" },
        { "{noformat}", "{noformat}\n/usr/bin/qemu-system-x86_64 -name guest=a -S\n{noformat}\n" },
        { "backticks", "`/usr/bin/qemu-system-x86_64 -name guest=a -S`\n" },
        { "curly quotation marks", "/usr/bin/qemu-system-x86_64 -name “guest=a” -S\n" },
        { "fixed blanks", "/usr/bin/qemu-system-x86_64\u00a0-name\u00a0guest=a -S\n" },
        { "a patch", "+/usr/bin/qemu-system-x86_64 \\\n+  -name guest=a \\\n+  -S\n" },
        { "bars of a mail", "| /usr/bin/qemu-system-x86_64 -name guest=a\n| -S\n" },
        { "an array", "args=(\n  -name guest=a # its name\n)\nargs+=(-S)\nexec /usr/bin/qemu-system-x86_64 \"${args[@]}\"\n" },
        { "options in a variable", "N=a\nOPTS=\"-name guest=$N\"\nOPTS=\"$OPTS -S\"\n/usr/bin/qemu-system-x86_64 $OPTS &\n" },
        { "QEMU in a variable", "QEMU=/usr/bin/qemu-system-x86_64\n\"$QEMU\" -name guest=${NAME:-a} -S\n" },
        { "all of it in a variable", "CMD=\"/usr/bin/qemu-system-x86_64 -name guest=a -S\"\neval $CMD\n" },
        { "comments in backticks", "/usr/bin/qemu-system-x86_64 \\\n -name guest=a `# its name` \\\n -S\n" },
        { "a sentence before", "It fails with:\n\n/usr/bin/qemu-system-x86_64 -name guest=a -S\n\nAny idea?\n" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_is_understood(string form, string text)
    {
        ParsedCommand command = ParsedCommand.Parse(text);

        command.Binary.ShouldBe("/usr/bin/qemu-system-x86_64", form);
        command.Arguments.Where(a => a.Length > 0).ShouldBe(Expected, form);
    }

    [Theory]
    [InlineData("2024-05-06 13:37:30.708+0000: starting up libvirt version: 9.0.0, package: 9.0.0-4+deb12u2 (Debian), qemu version: 7.2.15\n", "9.0.0")]
    [InlineData("2024-05-06 13:37:30.708+0000: starting up virshlite version: 1.0, rules of libvirt: 12.8, qemu version: 11.1.0\n", "12.8")]
    [InlineData(
        "2024-05-06 13:37:30.708+0000: starting up libvirt version: 8.0.0, qemu version: 6.2\n/usr/bin/qemu-kvm -S\n2024-05-06 13:37:30.708+0000: starting "
        + "up libvirt version: 11.3.0, qemu version: 10.0\n", "11.3.0")]
    [InlineData("2012-05-06 13:37:30.708+0000: starting up\n", null)]
    [InlineData("", null)]
    public void A_log_says_whose_rules_its_last_start_followed(string head, string? version) =>
        ParsedCommand.Parse(head + "/usr/bin/qemu-system-x86_64 -name guest=a -S\n").LibvirtVersion.ShouldBe(version);

    [Fact]
    public void JSON_that_lost_its_quotation_marks_is_put_together_again()
    {
        ParsedCommand command = ParsedCommand.Parse($"/usr/bin/qemu-system-x86_64 -name guest=a -S -device {Device}");

        command.Arguments.ShouldBe(["-name", "guest=a", "-S", "-device", Device]);
    }

    [Fact]
    public void Names_and_kernel_command_lines_with_blanks_stay_whole_in_ps()
    {
        ParsedCommand command = ParsedCommand.Parse(
            "qemu 7 1 0 19:26 ? 00:00:00 /usr/bin/qemu-kvm -name guest=my own vm,debug-threads=on -append console=ttyS0 quiet -S");

        command.GuestName.ShouldBe("my own vm");
        command.Arguments.ShouldBe(["-name", "guest=my own vm,debug-threads=on", "-append", "console=ttyS0 quiet", "-S"]);
    }

    [Fact]
    public void A_line_broken_at_a_width_is_put_together_without_blanks()
    {
        string line = "/usr/bin/qemu-system-x86_64 -name guest=a -m 2048 -drive file=/var/lib/libvirt/images/disk.qcow2,format=qcow2,if=none,id=drive0 -S";
        string broken = string.Join('\n', line.Chunk(70).Select(c => new string(c)));

        ParsedCommand.Parse(broken).Arguments.ShouldBe(line.Split(' ')[1..]);
    }

    [Fact]
    public void Several_guests_are_listed_and_one_is_chosen_by_name()
    {
        const string Two = "qemu 1 1 0 19:26 ? 00:00:00 /usr/bin/qemu-kvm -name guest=a -S\nqemu 2 1 0 19:26 ? 00:00:00 /usr/bin/qemu-kvm -name guest=b -m 1\n";

        Should.Throw<DomainException>(() => ParsedCommand.Parse(Two)).Message.ShouldBe("there are 2 guests in the text: a, b; say which one with --guest NAME");
        ParsedCommand.Parse(Two, "b").Arguments.ShouldBe(["-name", "guest=b", "-m", "1"]);
        Should.Throw<DomainException>(() => ParsedCommand.Parse(Two, "c")).Message.ShouldBe("there is no guest 'c' in the text: a, b");
    }

    [Theory]
    [InlineData("/usr/bin/qemu-kvm -name a b c d", "belong to no option")]
    [InlineData("#!/bin/sh\nexec qemu-kvm -m $MEMORY", "the command uses $MEMORY")]
    [InlineData("nothing at all", "no command line was found")]
    [InlineData("#!/bin/bash\nsource /etc/guests\nstart_guest a\n", "no command line was found")]
    [InlineData("/usr/bin/qemu-kvm -m $(free -m)", "the command uses $(free -m)")]
    [InlineData("/usr/bin/qemu-kvm -device {\"driver\":\"qemu-xhci\",\"id\":\"us", "the text was cut")]
    public void What_cannot_be_understood_is_said(string text, string reason)
    {
        Should.Throw<DomainException>(() => ParsedCommand.Parse(text)).Message.ShouldContain(reason);
    }
}
