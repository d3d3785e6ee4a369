namespace VirshLite.DomainParser.Model;

public sealed class Channel : Device
{
}
