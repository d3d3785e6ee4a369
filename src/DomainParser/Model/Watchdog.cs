namespace VirshLite.DomainParser.Model;

public sealed class Watchdog : Device
{
}
