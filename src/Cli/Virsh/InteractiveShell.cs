using System.Text;
using VirshLite.Cli.Output;
using VirshLite.Cli.Virsh.Shell;
using VirshLite.Runner.Native;

namespace VirshLite.Cli.Virsh;

/// <summary>virsh's own shell: a prompt, commands line by line, <c>quit</c> or the end of the input leaves.</summary>
internal static class InteractiveShell
{
    private const string Welcome = """
        Welcome to virshlite, which speaks virsh's language without a daemon.

        Type:  'help' for help with commands
               'quit' to quit


        """;

    public static int Run(VirshSession session)
    {
        _ = session.Connection;
        Io io = session.Io;
        if (!session.Options.Quiet)
        {
            io.Out.Write(Welcome);
        }

        var history = new LineHistory(LineHistory.UsualFile());
        var input = new ByteInput();
        var display = new LineDisplay(io.RawOut, () => TerminalSize.Of(1).Columns, Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb");
        bool isTerminal = DescriptorStream.IsTerminal(0) && io.OutputIsTerminal;
        while (!session.Ended && Next() is { } line)
        {
            history.Add(line);
            try
            {
                session.Execute(CommandText.Split(line));
            }
            catch (VirshSyntaxException e)
            {
                session.Complain(e.Message);
            }

            io.Out.Flush();
        }

        if (session.Ended)
        {
            io.Out.WriteLine();
        }

        history.Save();
        return ExitCode.Done;

        string? Next()
        {
            string prompt = session.Options.ReadOnly ? "virsh > " : "virsh # ";
            io.Out.Flush();
            if (!isTerminal)
            {
                return Plain(prompt);
            }

            using var raw = TerminalMode.Raw(0);
            return new LineEditor(input.Next, display, history, line => WordCompletion.Of(line, session)).Read(prompt);
        }

        // what is piped in is shown as if it were typed
        string? Plain(string prompt)
        {
            io.Out.Write(prompt);
            string? line = input.Line();
            io.Out.WriteLine(line ?? "");
            return line;
        }
    }

    private sealed class ByteInput
    {
        private readonly DescriptorStream stream = new(0);
        private readonly byte[] buffer = new byte[1];

        public int Next() => stream.Read(buffer) == 1 ? buffer[0] : -1;

        public string? Line()
        {
            var bytes = new List<byte>();
            int next;
            while ((next = Next()) >= 0 && next != '\n')
            {
                bytes.Add((byte)next);
            }

            return next < 0 && bytes.Count == 0 ? null : Encoding.UTF8.GetString([.. bytes]);
        }
    }
}
