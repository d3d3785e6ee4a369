namespace VirshLite.DomainParser.Model;

public sealed class Audio : Device
{
}
