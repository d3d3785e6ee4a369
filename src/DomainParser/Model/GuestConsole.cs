namespace VirshLite.DomainParser.Model;

public sealed class GuestConsole : Device
{
}
