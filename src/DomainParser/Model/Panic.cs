namespace VirshLite.DomainParser.Model;

public sealed class Panic : Device
{
}
