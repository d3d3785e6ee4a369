using System.CommandLine;
using System.Text;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary><c>man</c>: the manual page, made of what the verbs say of themselves (man(7)).</summary>
internal static class ManVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("man", "print the manual page") { Examples = [("man > virshlite.1", "then: man -l virshlite.1")] };
        command.SetAction(_ => io.Out.Write(Page(io)));
        return command;
    }

    private static string Page(Io io)
    {
        var page = new StringBuilder();
        page.Append(".TH VIRSHLITE 1 \"\" \"virshlite ").Append(Escaped(ProductVersion.Text)).Append("\" \"User Commands\"\n");
        page.Append(".SH NAME\nvirshlite \\- run libvirt domain XML with QEMU, without a daemon\n");
        page.Append(".SH SYNOPSIS\n.B virshlite\n[\\fIOPTION\\fR...] \\fIVERB\\fR [\\fIARGUMENT\\fR...]\n");
        page.Append(
            ".SH DESCRIPTION\nStarts QEMU guests from libvirt domain XML, with libvirt's command line and without a daemon. Verbs, options and outputs are "
            + "virsh's where virsh has them.\n");
        page.Append(".SH OPTIONS\n");
        foreach (Option option in GlobalOptions.All)
        {
            Append(page, option);
        }

        page.Append(".SH VERBS\n");
        foreach (Verb verb in VerbList.All.Where(v => !v.Hidden))
        {
            Append(page, verb.Build(io));
        }

        page.Append(
            ".SH EXIT STATUS\n.TP\n0\ndone\n.TP\n1\nfailed, or the two sides of a comparison differ\n.TP\n2\nwrong usage\n.TP\n3\nthe domain XML is "
            + "refused\n.TP\n4\nno such guest\n");
        page.Append(
            ".SH FILES\n.TP\n/etc/virshlite/guests\ndefinitions\n.TP\n/etc/virshlite/virshlite.json\nsettings\n.TP\n/var/log/virshlite\nlogs of guests\n.SH "
            + "SEE ALSO\nqemu(1), virsh(1), systemd.service(5)\n");
        return page.ToString();
    }

    private static void Append(StringBuilder page, Command command)
    {
        page.Append(".SS ").Append(Escaped(command.Name));
        foreach (Argument argument in command.Arguments)
        {
            page.Append(argument.Arity.MinimumNumberOfValues == 0 ? $" [\\fI{Escaped(argument.Name)}\\fR]" : $" \\fI{Escaped(argument.Name)}\\fR");
        }

        page.Append('\n').Append(Line(command.Description)).Append('\n');
        foreach (Option option in command.Options.Where(o => !o.Hidden))
        {
            Append(page, option);
        }

        if (command is VerbCommand { Examples: { Count: > 0 } examples })
        {
            foreach ((string line, string meaning) in examples)
            {
                page.Append(".TP\n.B virshlite ").Append(Escaped(line)).Append('\n').Append(Line(meaning.Length > 0 ? meaning : "(as it stands)")).Append('\n');
            }
        }
    }

    private static void Append(StringBuilder page, Option option)
    {
        page.Append(".TP\n").Append(string.Join(", ", ((string[])[option.Name, .. option.Aliases]).Distinct().Select(n => $"\\fB{Escaped(n)}\\fR")));
        page.Append(option.HelpName is { } value ? $" \\fI{Escaped(value)}\\fR\n" : "\n").Append(Line(option.Description)).Append('\n');
    }

    /// <summary>A line of text: one that begins with a dot or a quote would be a request.</summary>
    private static string Line(string? text) => Escaped(text ?? "") is var line && line.StartsWith('.') || line.StartsWith('\'') ? "\\&" + line : line;

    private static string Escaped(string text) => text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
}
