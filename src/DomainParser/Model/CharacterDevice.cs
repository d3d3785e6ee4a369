namespace VirshLite.DomainParser.Model;

/// <summary>A device that is a guest-side end of a character stream: serial, parallel, console, channel.</summary>
public abstract class CharacterDevice : Device
{
    public ChardevSource Source { get; set; } = new();
}
