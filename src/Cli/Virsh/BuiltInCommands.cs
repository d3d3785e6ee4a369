using System.Security;
using System.Text;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Virsh;

/// <summary>The commands that are virsh's own and touch no guest.</summary>
internal static class BuiltInCommands
{
    /// <returns>What carries the command out and gives its exit code; null where it is none of these.</returns>
    public static Func<VirshSession, VirshCall, int>? Find(string name) => name switch
    {
        "cd" => ChangeDirectory,
        "pwd" => (session, _) => Say(session, Directory.GetCurrentDirectory()),
        "echo" => Echo,
        "quit" or "exit" => Quit,
        "connect" => Connect,
        "help" => (session, call) => HelpText.Write(session, call.Value("command")),
        _ => null,
    };

    private static int Say(VirshSession session, string line)
    {
        session.Io.Out.WriteLine(line);
        session.EmptyLine();
        return ExitCode.Done;
    }

    private static int Quit(VirshSession session, VirshCall call)
    {
        session.Ended = true;
        return ExitCode.Done;
    }

    private static int ChangeDirectory(VirshSession session, VirshCall call)
    {
        string directory = call.Value("dir") ?? Environment.GetEnvironmentVariable("HOME") ?? "/";
        try
        {
            Directory.SetCurrentDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or SecurityException)
        {
            string why = e is UnauthorizedAccessException ? "Permission denied" : File.Exists(directory) ? "Not a directory" : "No such file or directory";
            throw new VirshSyntaxException($"cd: {why}: {directory}");
        }

        session.EmptyLine();
        return ExitCode.Done;
    }

    private static int Connect(VirshSession session, VirshCall call)
    {
        session.Connect(call.Value("name"), call.Has("readonly"));
        session.EmptyLine();
        return ExitCode.Done;
    }

    private static int Echo(VirshSession session, VirshCall call)
    {
        bool shell = call.Has("shell"), xml = call.Has("xml");
        if (shell && xml)
        {
            throw new VirshSyntaxException("Options --shell and --xml are mutually exclusive");
        }

        var line = new StringBuilder(call.Value("prefix") is { } prefix ? prefix + " " : "");
        line.AppendJoin(' ', call.Values("string").Select(word => shell ? Shell(word) : xml ? Xml(word) : call.Has("split") ? Split(word) : word));
        if (call.Has("err"))
        {
            session.Complain(line.ToString());
        }
        else
        {
            session.Io.Out.Write(line.ToString());
        }

        session.EmptyLine();
        return ExitCode.Done;
    }

    /// <summary>A line for each part between commas; two commas are one that is meant.</summary>
    private static string Split(string word)
    {
        var lines = new StringBuilder();
        for (int i = 0; i < word.Length; i++)
        {
            bool isComma = word[i] == ',';
            bool isMeant = isComma && i + 1 < word.Length && word[i + 1] == ',';
            lines.Append(isComma && !isMeant ? '\n' : word[i]);
            i += isMeant ? 1 : 0;
        }

        return lines.Append('\n').ToString();
    }

    private static string Shell(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "_-./,:=+@%".Contains(c))
        ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Xml(string word) => SecurityElement.Escape(word);
}
