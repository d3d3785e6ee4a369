using VirshLite.DomainParser;
using VirshLite.Runner.Native;

namespace VirshLite.Cli.Arguments;

/// <summary>Failures in virsh's two lines: what was to be done, then what libvirt would say of it.</summary>
internal static class VirshFailure
{
    /// <exception cref="DomainException">The step failed; the message has both lines, and the place only where something is not known to this
    /// program.</exception>
    public static T With<T>(string lead, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (DomainException e)
        {
            string place = e.IsUnknown && e.Position.IsKnown ? $" (line {e.Position})" : "";
            throw new DomainException($"{lead}\nerror: {RefusalWords.Whole(e)}{place}", default, e.Kind == RefusalKind.Xml
                ? RefusalKind.Xml : RefusalKind.Operation)
            { HasClass = true };
        }
        catch (Exception e) when (e is NativeException or IOException or UnauthorizedAccessException)
        {
            throw DomainException.Operation($"{lead}\nerror: {e.Message}");
        }
    }

    /// <inheritdoc cref="With{T}"/>
    public static void With(string lead, Action step) => With(lead, () =>
    {
        step();
        return true;
    });

    /// <summary>A file's text; virsh's words where it cannot be read.</summary>
    public static string ReadFile(string file)
    {
        try
        {
            return DomainFile.ReadText(file);
        }
        catch (DomainException) when (!File.Exists(file) && file is not "-")
        {
            throw DomainException.Operation($"Failed to open file '{file}': No such file or directory");
        }
    }
}
