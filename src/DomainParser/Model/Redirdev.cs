namespace VirshLite.DomainParser.Model;

public sealed class Redirdev : Device
{
}
