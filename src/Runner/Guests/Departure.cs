using System.Text;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>
/// A guest whose state has been handed to another host, which may run it from then on (guest-state.md 6.6): a note in the run's own directory, there from
/// before the other side is told until it is known that it never ran there. It outlives commands and supervisors; while it is there, nothing lets the guest go
/// on here.
/// </summary>
/// <param name="Destination">Where it went, as the user named that.</param>
/// <param name="Name">What it is called there.</param>
internal sealed record Departure(string Destination, string Name)
{
    public const string FileName = "departed";

    private const char Separator = '\0';

    /// <summary>How somebody learns where it runs, and what to do then.</summary>
    public string Words =>
        $"the guest's state was handed to {Destination}, where it may run. Look there ('virshlite domstate {Name}'): if it runs, 'destroy' it here; "
        + "if it never did, 'resume --force' it here";

    /// <summary>What would let it go on here is refused with these words.</summary>
    public GuestException Refusal => new("Requested operation is not valid: " + Words);

    /// <summary>null where the guest has never left.</summary>
    /// <param name="path">The file in the run's directory.</param>
    public static Departure? Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Split(Separator) is [var destination, var name] ? new Departure(destination, name) : Unreadable;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unreadable;
        }
    }

    /// <summary>There is a note, and nobody can say what it says.</summary>
    private static Departure Unreadable => new("another host", "GUEST");

    /// <exception cref="NativeException">The disk does not take it, or the run is over.</exception>
    public void Write(string path) => Files.WriteAtomically(path, Encoding.UTF8.GetBytes($"{Destination}{Separator}{Name}"), FileModes.OwnerFile);

    /// <summary>It is known to run nowhere else.</summary>
    public static void Forget(string path) => Files.Delete(path);
}
